"""The four ways an act can fail that are nobody's bug."""

from collections.abc import Mapping

from counter_app.domain.clauses import clause_words


class CounterError(Exception):
    """Base of everything a clerk may be told; never raised itself."""


class InputFault(CounterError):
    """What was typed cannot be right.

    `faults` maps the field's name to a sentence in the clerk's Chinese that
    says what to do. The first field receives the focus.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {text}" for field, text in faults.items()))
        self.faults = dict(faults)


class Refusal(CounterError):
    """The law or the state of the matter says no.

    `clause` names the clause of the five regimes or the article of the law,
    e.g. "A3.4.6" or "行政许可法 第32条第（四）项"; `help` says what is possible instead.
    """

    def __init__(self, message: str, clause: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.clause = clause
        self.help = help

    @property
    def basis(self) -> str:
        """The clause as the regime or the law itself numbers it: what a clerk reads."""
        return clause_words(self.clause)


class Clash(CounterError):
    """Another window acted first; `subject` is what both acted on."""

    def __init__(self, message: str, subject: str) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject


class Outage(CounterError):
    """Something outside the program is away; work goes on without it."""

    def __init__(self, what: str, hint: str, *, retry: bool = True) -> None:
        super().__init__(f"{what}: {hint}")
        self.what = what
        self.hint = hint
        self.retry = retry
