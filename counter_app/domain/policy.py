"""The hall's own settings: what law leaves to it, with our proposals until it decides.

They are part of the hall document, so every window counts by the same ones and a change
has its version, its day and its approver like the rest of the hall.
"""

from collections.abc import Mapping
from typing import Any, Self

import attrs

from counter_app.domain.content import read_count, read_record, read_text, read_texts
from counter_app.domain.deadlines import Limit
from counter_app.domain.errors import InputFault
from counter_app.words import _

COUNTS = (
    "warn_working_days",
    "extension_times",
    "note_months",
    "away_amber_minutes",
    "away_limit_minutes",
    "guide_minutes",
    "rectify_working_days",
)
"""The settings that are numbers."""


@attrs.frozen(kw_only=True)
class Policy:
    """What a hall may set for itself (rules 3.2, 3.5, 3.6).

    `warn_working_days`: yellow with so many working days left or fewer;
    `extension_times`: how often one case may be extended on the same ground (A4.2);
    `correction_limit`: how long an applicant may take to correct where the matter sets
    nothing, None while the county has not decided; `note_months`: a plain-language note
    older than this waits to be checked (A3.2a); `away_amber_minutes` and `away_limit_minutes`:
    when the absence sign turns amber and red (A1.6.2b); `guide_minutes`: after so many an
    unconfirmed guide comes back to its owner (A2.4); `rectify_working_days`: to put a bad rating
    right (A5.5.3); `forbidden`: what must not be said to the public besides A1.5.7, each as
    `phrase` or `phrase=>better`; `phrases`: id and words of the courtesy phrases that read
    otherwise here than in annex 1 (A1.4.2).
    """

    warn_working_days: int = 1
    extension_times: int = 1
    correction_limit: Limit | None = None
    note_months: int = 12
    away_amber_minutes: int = 25
    away_limit_minutes: int = 30
    guide_minutes: int = 30
    rectify_working_days: int = 10
    forbidden: tuple[str, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the settings of a hall document; what is absent is as proposed."""
        where = "policy."

        def count(name: str) -> int:
            number = read_count(content, name, where)
            return int(getattr(proposed, name)) if number is None else number

        proposed = cls()
        if count("note_months") == 0:
            raise InputFault({f"{where}note_months": _("Give a number of months above 0.")})
        return cls(
            **{name: count(name) for name in COUNTS},
            forbidden=read_texts(content, "forbidden", where),
            phrases=_pairs(content.get("phrases") or {}, f"{where}phrases"),
            correction_limit=_limit(content.get("correction_limit"), f"{where}correction_limit"),
        )

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back."""
        limit = self.correction_limit
        return {
            **{name: getattr(self, name) for name in COUNTS},
            "forbidden": list(self.forbidden),
            "phrases": dict(self.phrases),
            "correction_limit": limit.to_content() if limit else None,
        }


def _pairs(value: object, field: str) -> tuple[tuple[str, str], ...]:
    record = read_record(value, field)
    return tuple((name, read_text(record, name, f"{field}.")) for name in sorted(record))


def _limit(value: object, field: str) -> Limit | None:
    if value is None:
        return None
    try:
        return Limit.from_content(read_record(value, field))
    except InputFault as fault:
        raise InputFault({field: next(iter(fault.faults.values()))}) from None
