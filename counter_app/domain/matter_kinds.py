"""The kinds a guide is written in, with the Chinese that papers print."""

import enum


class MatterType(enum.StrEnum):
    """The legal nature of a matter; `label` is the Chinese of the national catalogue."""

    LICENSE = "license"
    CONFIRMATION = "confirmation"
    PUBLIC_SERVICE = "public_service"
    PAYMENT = "payment"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As papers print it."""
        return _TYPE_LABELS[self]


_TYPE_LABELS = {
    MatterType.LICENSE: "行政许可",
    MatterType.CONFIRMATION: "行政确认",
    MatterType.PUBLIC_SERVICE: "公共服务",
    MatterType.PAYMENT: "行政给付",
    MatterType.OTHER: "其他行政权力",
}


class Required(enum.StrEnum):
    """When a material is needed."""

    REQUIRED = "required"
    WHEN_APPLICABLE = "when_applicable"
    WHEN_BY_AGENT = "when_by_agent"

    @property
    def label(self) -> str:
        """As papers print it."""
        return _REQUIRED_LABELS[self]


_REQUIRED_LABELS = {
    Required.REQUIRED: "必要",
    Required.WHEN_APPLICABLE: "视情形",
    Required.WHEN_BY_AGENT: "委托办理时",
}


class ClockStart(enum.StrEnum):
    """Which day is day 0 of the decision clock; the law of each matter says so."""

    ACCEPTED = "accepted"
    RECEIVED = "received"
    ALL_RECEIVED = "all_received"

    @property
    def label(self) -> str:
        """As papers print it."""
        return _CLOCK_LABELS[self]


_CLOCK_LABELS = {
    ClockStart.ACCEPTED: "自受理之日起",
    ClockStart.RECEIVED: "自收到申请材料之日起",
    ClockStart.ALL_RECEIVED: "自收到全部有效文件之日起",
}


class CaseClass(enum.StrEnum):
    """How the hall handles the matter as a rule (A4.1)."""

    ON_THE_SPOT = "on_the_spot"
    PLEDGED = "pledged"
    REFERRED_UP = "referred_up"
    JOINT = "joint"

    @property
    def label(self) -> str:
        """As papers print it."""
        return _CLASS_LABELS[self]


_CLASS_LABELS = {
    CaseClass.ON_THE_SPOT: "即办件",
    CaseClass.PLEDGED: "承诺件",
    CaseClass.REFERRED_UP: "上报件",
    CaseClass.JOINT: "联办件",
}


class Audience(enum.StrEnum):
    """Who may apply (办理对象)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    BOTH = "both"

    @property
    def label(self) -> str:
        """As papers print it."""
        return _AUDIENCE_LABELS[self]


_AUDIENCE_LABELS = {
    Audience.PERSON: "个人",
    Audience.ORGANISATION: "法人或其他组织",
    Audience.BOTH: "个人、法人或其他组织",
}


class DeemRule(enum.StrEnum):
    """When silence accepts: 行政许可法 32(四), 不动产登记暂行条例 17, or never."""

    FIVE_WORKING_DAYS = "five_working_days"
    SAME_DAY = "same_day"
    NONE = "none"
