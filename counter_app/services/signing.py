"""The citizen signs for a paper on the citizen screen."""

from counter_app.domain.papers import rules
from counter_app.domain.papers.commands import Sign
from counter_app.domain.papers.state import fold
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk


def sign_for(desk: Desk, paper: str, strokes: str) -> Changes:
    """Keep the signature, sealed like the paper itself; Refusal before it was handed over."""

    def signing(act: Act) -> None:
        state = fold(paper, act.facts(paper))
        act.append(rules.decide(Sign(strokes=strokes), state, act.context()), paper)

    return desk.act(signing).changes
