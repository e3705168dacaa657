"""Lines that slices above write into the timeline of a slice below, each in its own words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from edinstvo.foundation.ui.additions import Additions


@dataclass(frozen=True)
class TimelineLine:
    """What happened on the day `on`, in words; `notes` stand below it. What was taken back no paper tells."""

    on: date
    said: str
    decision: str = ""
    notes: tuple[str, ...] = ()
    is_undone: bool = False


class Lines(Protocol):
    """The lines about the subject, which the reader of its page has seen."""

    def __call__(self, subject: Any, /) -> list[TimelineLine]: ...


_LINES = Additions[Lines]()


def timeline_lines(*, of: str) -> Callable[[Lines], Lines]:
    """Let a function write lines: `@timeline_lines(of="organisation")`. The slice's urls.py makes it known."""
    return _LINES.registering(of)


def added_lines(*, of: str, subject: Any) -> Iterator[TimelineLine]:
    """All the lines, slice by slice."""
    for write in _LINES.about(of):
        yield from write(subject)
