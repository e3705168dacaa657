"""Small pictures of figures, as plain numbers for SVG attributes: drawn at the size shown, bars from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_STEP, BAR_WIDTH, BAR_ROOM, BAR_FLOOR = 80, 52, 90, 120


@dataclass(frozen=True)
class Bar:
    """One bar: its place, its figure, its caption. An unfinished period is drawn lighter."""

    x: int
    y: int
    height: int
    value: int
    label: str
    is_unfinished: bool

    @property
    def middle(self) -> int:
        return self.x + BAR_WIDTH // 2

    @property
    def above(self) -> int:
        return self.y - 8


def bars(points: Sequence[tuple[str, int]], *, last_is_unfinished: bool = False) -> list[Bar]:
    """Bars for (caption, figure) pairs, the highest filling the room; at most twelve read well."""
    top = max((value for _, value in points), default=0) or 1
    drawn = []
    for index, (label, value) in enumerate(points):
        height = round(BAR_ROOM * value / top)
        unfinished = last_is_unfinished and index == len(points) - 1
        drawn.append(Bar(14 + BAR_STEP * index, BAR_FLOOR - height, height, value, label, unfinished))
    return drawn


def sparkline(values: Sequence[int], *, width: int = 120, height: int = 30) -> list[tuple[float, float]]:
    """Points of a line from the lowest figure to the highest, left to right, 3 px clear of every edge."""
    if not values:
        return []
    low, spread = min(values), (max(values) - min(values)) or 1
    step = (width - 6) / max(len(values) - 1, 1)
    return [
        (round(3 + step * index, 1), round(height - 3 - (height - 6) * (value - low) / spread, 1))
        for index, value in enumerate(values)
    ]
