"""The courtesy phrases in the words of this hall; annex 1 speaks where it says nothing (A1.4.2)."""

from collections.abc import Mapping

import attrs

from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.phrases import PhraseBook, check_public_text, refuse_other_gaps
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.policy_publishing import put_in_force
from counter_app.words import _

CLAUSE = "A1.4.2"


def publish_phrases(desk: Desk, words: Mapping[str, str], note: str) -> Done[PhraseBook]:
    """Put other words in force, by the ids of their phrases; the same as in annex 1: no change.

    Raises Refusal unless an administrator does and for what nobody says to the public,
    InputFault naming every phrase that is wrong, and `note` where nothing says who decided it.
    """
    if "administrator" not in desk.station.roles:
        message = _("Only an administrator of the hall may change its settings.")
        raise Refusal(message, CLAUSE)
    seed, faults = desk.reference.seed_phrases, dict[str, str]()
    changed = {
        one.id: words[one.id].strip()
        for one in seed.phrases
        if words.get(one.id, one.text).strip() != one.text
    }
    for id, text in changed.items():
        try:
            refuse_other_gaps(seed.phrase(id), text)
        except InputFault as fault:
            faults |= fault.faults
        check_public_text(text, desk.reference.forbidden_phrases())
    if not note.strip():
        faults["note"] = _("Say what changes and who decided it.")
    if faults:
        raise InputFault(faults)

    def publishing(act: Act) -> PhraseBook:
        policy = attrs.evolve(act.reference.policy(), phrases=tuple(sorted(changed.items())))
        put_in_force(act, policy, act.now.date(), note.strip())
        return seed.revised(changed)

    return desk.act(publishing)
