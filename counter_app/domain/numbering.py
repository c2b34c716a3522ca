"""Numbers of cases and papers: 交政务〔2026〕受字第W03-00123号.

Kind, year, window and serial make a number that no other window can give. A
window takes serials from blocks leased by a fact before their first use, so two
windows that cannot see each other never collide; a number is never used twice.
"""

import enum
import re
from collections.abc import Iterable
from typing import Self

import attrs

from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.errors import InputFault
from counter_app.words import _

BLOCK = 200

_NUMBER = re.compile(
    r"(?P<abbreviation>[^〔〕\s]{1,12})〔(?P<year>[0-9]{4})〕(?P<mark>[^〔〕第字]{1,2})字"
    r"第(?P<counter>W[0-9]{2,3})-(?P<serial>[0-9]{5,})号"
)


class Series(enum.StrEnum):
    """What is numbered; every series runs by year and window."""

    VISIT = "visit"
    CASE = "case"
    GUIDE_SLIP = "guide_slip"
    ONE_TIME_NOTICE = "one_time_notice"
    ADVICE = "advice"
    RECEIPT = "receipt"
    CORRECTION = "correction"
    ACCEPTANCE = "acceptance"
    NON_ACCEPTANCE = "non_acceptance"
    COMPLETION = "completion"
    EXTENSION = "extension"
    COLLECTION = "collection"
    SERVICE = "service"
    PROXY = "proxy"
    HANDOVER = "handover"
    RESTART = "restart"
    RETURNED = "returned"
    EXTENSION_APPROVAL = "extension_approval"
    SPECIAL_PROCEDURE = "special_procedure"
    UNDERTAKING = "undertaking"
    REFERRAL = "referral"
    FEE = "fee"
    MESSAGE = "message"
    CONSULT_REPLY = "consult_reply"
    RESUMPTION = "resumption"
    PROXY_NOTICE = "proxy_notice"
    PROXY_MATERIALS = "proxy_materials"
    REMEDY = "remedy"
    DISPATCH = "dispatch"
    URGING = "urging"
    SUPERVISION = "supervision"
    PROGRESS = "progress"
    COORDINATION = "coordination"
    PROXY_COMPLETION = "proxy_completion"
    SUSPENSION = "suspension"
    TERMINATION = "termination"
    SATISFACTION = "satisfaction"
    INSPECTION = "inspection"
    SUGGESTION = "suggestion"
    ARCHIVE = "archive"

    @property
    def mark(self) -> str:
        """The character or two that stand before 字."""
        return _MARKS[self]


_MARKS = {
    Series.VISIT: "咨",
    Series.CASE: "件",
    Series.GUIDE_SLIP: "引",
    Series.ONE_TIME_NOTICE: "告",
    Series.ADVICE: "询",
    Series.RECEIPT: "收",
    Series.CORRECTION: "补",
    Series.ACCEPTANCE: "受",
    Series.NON_ACCEPTANCE: "不受",
    Series.COMPLETION: "办",
    Series.EXTENSION: "延",
    Series.COLLECTION: "取",
    Series.SERVICE: "送",
    Series.PROXY: "代",
    Series.HANDOVER: "交",
    Series.RESTART: "重",
    Series.RETURNED: "退",
    Series.EXTENSION_APPROVAL: "延审",
    Series.SPECIAL_PROCEDURE: "特",
    Series.UNDERTAKING: "容",
    Series.REFERRAL: "报",
    Series.FEE: "缴",
    Series.MESSAGE: "转",
    Series.CONSULT_REPLY: "复",
    Series.RESUMPTION: "续",
    Series.PROXY_NOTICE: "代告",
    Series.PROXY_MATERIALS: "代清",
    Series.REMEDY: "改",
    Series.DISPATCH: "派",
    Series.URGING: "催",
    Series.SUPERVISION: "督",
    Series.PROGRESS: "馈",
    Series.COORDINATION: "协",
    Series.PROXY_COMPLETION: "代结",
    Series.SUSPENSION: "中",
    Series.TERMINATION: "终",
    Series.SATISFACTION: "评",
    Series.INSPECTION: "巡",
    Series.SUGGESTION: "意",
    Series.ARCHIVE: "档",
}
_SERIES = {mark: series for series, mark in _MARKS.items()}


@attrs.frozen
class Number:
    """One number, taken apart."""

    abbreviation: str
    year: int
    series: Series
    counter: str
    serial: int

    def text(self) -> str:
        """The number as papers print it."""
        return (
            f"{self.abbreviation}〔{self.year}〕{self.series.mark}字"
            f"第{self.counter}-{self.serial:05d}号"
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as printed or typed (〔〕, [] or （）, any spaces); raises InputFault."""
        plain = "".join(text.split()).upper()
        plain = plain.translate(str.maketrans("[（(【］）)】]［", "〔〔〔〔〕〕〕〕〕〔"))
        found = _NUMBER.fullmatch(plain)
        if found is None or found["mark"] not in _SERIES or int(found["serial"]) < 1:
            message = _("This is not a number of this hall; it looks like {sample}.")
            sample = "交政务〔2026〕受字第W03-00123号"
            raise InputFault({"number": message.format(sample=sample)})
        return cls(
            found["abbreviation"],
            int(found["year"]),
            _SERIES[found["mark"]],
            found["counter"],
            int(found["serial"]),
        )


def next_block(leases: Iterable[LeaseTaken], series: str, year: int, counter: str) -> range:
    """The next block of serials nobody has leased: `range(first, last + 1)`.

    Every lease of this window counts, also one taken by an earlier incarnation
    of it and one that overlaps: a restored window skips what may have been used.
    """
    taken = [
        lease.last
        for lease in leases
        if (lease.series, lease.year, lease.counter) == (series, year, counter)
    ]
    first = max(taken, default=0) + 1
    return range(first, first + BLOCK)
