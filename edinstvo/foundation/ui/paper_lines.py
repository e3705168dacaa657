"""Lines that slices above write into the papers of a slice below, each in its own words."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.additions import Additions


class Lines(Protocol):
    """(what, how it stands) about the subject on the day, as far as the actor may know; Russian, as every paper."""

    def __call__(self, actor: Actor, subject: Any, *, on: date) -> list[tuple[str, str]]: ...


_LINES = Additions[Lines]()


def paper_lines(*, of: str) -> Callable[[Lines], Lines]:
    """Let a function write lines: `@paper_lines(of="organisation")`. The slice's urls.py makes it known."""
    return _LINES.registering(of)


def lines_of(*, of: str, actor: Actor, subject: Any, on: date) -> list[tuple[str, str]]:
    """All the lines, slice by slice."""
    return [line for write in _LINES.about(of) for line in write(actor, subject, on=on)]
