"""A line through days, as numbers for SVG attributes: from zero, proportional to time, drawn at the size shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from edinstvo.foundation.ui.figures import number, percent
from edinstvo.foundation.ui.moments import day_short

_LEFT, _RIGHT, _ROOM, _FLOOR = 48, 8, 150, 178
# Captions of days are this wide.
_CAPTION = 84


@dataclass(frozen=True)
class Dot:
    """A day on the line; None where its number is not told."""

    on: date
    value: float | None


@dataclass(frozen=True)
class Mark:
    """A text at a place: `anchor` as SVG has it."""

    x: float
    y: float
    text: str
    anchor: str = "start"

    @property
    def across(self) -> str:
        return f"{self.x:.1f}"

    @property
    def down(self) -> str:
        return f"{self.y:.1f}"

    @property
    def beside(self) -> str:
        """Where a text stands that is written beside the place."""
        return f"{self.y + 4:.1f}"

    @property
    def above(self) -> str:
        """Where a text stands that is written over the place."""
        return f"{max(self.y - 8, 12):.1f}"


@dataclass(frozen=True)
class Drawing:
    """The line in pieces (a day without a number breaks it), its last point, what stands beside and below."""

    width: int
    pieces: list[str]
    last: Mark | None
    captions: list[Mark]
    levels: list[Mark]
    target: Mark | None
    floor: int = _FLOOR
    left: int = _LEFT - 8
    height: int = _FLOOR + 24


def drawn(
    dots: Sequence[Dot], *, width: int, said: Sequence[str], is_percent: bool, target: float | None = None
) -> Drawing:
    """The drawing of so many pixels; `said` are the numbers of the dots in words."""
    top = top_of([dot.value or 0 for dot in dots] + ([target] if target else []), is_percent=is_percent)
    xs = _places(dots, width)
    ys = [None if dot.value is None else _height(dot.value, top) for dot in dots]
    last = None
    if ys and ys[-1] is not None:
        last = Mark(xs[-1], ys[-1], said[-1], "end")
    levels = [Mark(0, _height(level, top), _level(level, is_percent)) for level in (top / 2, top)]
    aim = Mark(0, _height(target, top), "") if target else None
    return Drawing(width, _pieces(xs, ys), last, _captions(dots, xs), levels, aim)


def top_of(values: Sequence[float], *, is_percent: bool) -> float:
    """The round number that all of them stay below, or reach: 1, 2 or 5 and noughts; of per cent at most 100."""
    highest, top = max([*values, 2]), 2
    while top < highest:
        top = top * 5 // 2 if str(top).startswith("2") else top * 2
    return min(top, 100) if is_percent else top


def _places(dots: Sequence[Dot], width: int) -> list[float]:
    first, span = dots[0].on, (dots[-1].on - dots[0].on).days or 1
    room = width - _LEFT - _RIGHT
    return [round(_LEFT + room * (dot.on - first).days / span, 1) for dot in dots]


def _height(value: float, top: float) -> float:
    return round(_FLOOR - (_ROOM * value / top), 1)


def _level(level: float, is_percent: bool) -> str:
    unit = 1_000_000 if level >= 1_000_000 else 1
    places = 0 if level % unit == 0 else 1
    if is_percent:
        return percent(level, places=places)
    said = number(level / unit, places=places)
    return _("%(n)s mln") % {"n": said} if unit > 1 else said


def _pieces(xs: Sequence[float], ys: Sequence[float | None]) -> list[str]:
    pieces: list[list[str]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{x},{y}")
    return [" ".join(piece) for piece in pieces if piece]


def _captions(dots: Sequence[Dot], xs: Sequence[float]) -> list[Mark]:
    """The first and the last day, and those between that have room."""
    y = _FLOOR + 18
    if len(dots) == 1:
        return [Mark(xs[0], y, day_short(dots[0].on))]
    found = [Mark(xs[0], y, day_short(dots[0].on))]
    free, end = xs[0] + _CAPTION * 1.5, xs[-1] - _CAPTION * 1.5
    for dot, x in zip(dots[1:-1], xs[1:-1], strict=True):
        if free <= x <= end:
            found.append(Mark(x, y, day_short(dot.on), "middle"))
            free = x + _CAPTION
    return [*found, Mark(xs[-1], y, day_short(dots[-1].on), "end")]
