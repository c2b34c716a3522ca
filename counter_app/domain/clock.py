"""The one time zone of the hall. China has kept UTC+8 without daylight saving since 1991."""

from datetime import timedelta, timezone

CST = timezone(timedelta(hours=8), "CST")
