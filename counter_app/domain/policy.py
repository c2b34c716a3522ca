"""The hall's own settings: what law leaves to it, with our proposals until it decides.

They are part of the hall document, so every window counts by the same ones and a change
has its version, its day and its approver like the rest of the hall.
"""

from collections.abc import Mapping
from typing import Any, Self

import attrs

from counter_app.domain.content import read_count, read_record
from counter_app.domain.deadlines import Limit
from counter_app.domain.errors import InputFault
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Policy:
    """What a hall may set for itself (rules 3.2, 3.5).

    `warn_working_days`: yellow with so many working days left or fewer;
    `extension_times`: how often one case may be extended on the same ground (A4.2);
    `correction_limit`: how long an applicant may take to correct where the matter sets
    nothing, None while the county has not decided; `note_months`: a plain-language note
    older than this waits to be checked (A3.2a).
    """

    warn_working_days: int = 1
    extension_times: int = 1
    correction_limit: Limit | None = None
    note_months: int = 12

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
            warn_working_days=count("warn_working_days"),
            extension_times=count("extension_times"),
            note_months=count("note_months"),
            correction_limit=_limit(content.get("correction_limit"), f"{where}correction_limit"),
        )

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back."""
        limit = self.correction_limit
        return {
            "warn_working_days": self.warn_working_days,
            "extension_times": self.extension_times,
            "correction_limit": limit.to_content() if limit else None,
            "note_months": self.note_months,
        }


def _limit(value: object, field: str) -> Limit | None:
    if value is None:
        return None
    try:
        return Limit.from_content(read_record(value, field))
    except InputFault as fault:
        raise InputFault({field: next(iter(fault.faults.values()))}) from None
