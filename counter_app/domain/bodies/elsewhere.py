"""Why somebody is answered with another place: exempt, or another level's matter."""

import enum


class Elsewhere(enum.StrEnum):
    """An answer that names where to go: 行政许可法 32(一) for EXEMPT, 32(二) for WRONG_LEVEL."""

    EXEMPT = "exempt"
    WRONG_LEVEL = "wrong_level"
