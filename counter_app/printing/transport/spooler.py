"""What is wanted of the Windows spooler, whoever speaks to it."""

from typing import Protocol

from attrs import frozen

from counter_app.printing.raster import Picture

DPI = 300


@frozen
class PageSize:
    """The sheet a job is for, in mm, as it lies before the reader."""

    width: float
    height: float


class Spooler(Protocol):
    """What Windows does for us with the printer `name`. Raises Outage when it does not."""

    def print(self, name: str, title: str, size: PageSize, pages: list[Picture]) -> int:
        """Draw the pages as one job, kept in the queue after its end; gives its number."""

    def job(self, name: str, number: int, title: str) -> int | None:
        """The status bits of a job; None when no job of this number bears the title.

        Windows begins at 1 again when the spooler is restarted: a number alone may be another's.
        """

    def cancel(self, name: str, number: int) -> None:
        """Delete a job; one that is gone is left."""

    def release(self, name: str, number: int) -> None:
        """Let go of a job that was kept after its end."""

    def printer(self, name: str) -> tuple[int, int]:
        """The status bits and the attribute bits of the printer."""
