"""A number that is kept back alone in its column could be reckoned from the sum: another one is kept back beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from edinstvo.insight.indicators.web.lines import Cell, Line

Kept = TypeVar("Kept", Line, Cell)
Shown = TypeVar("Shown", bound=Line)


def none_alone(lines: Iterable[Shown]) -> list[Shown]:
    """The lines in their order; those under one organisation make one sum, which its own line tells.

    Rather another one that is not the reader's to open is kept back: what they may open they can read on its page.
    """
    shown = list(lines)
    groups: dict[str, list[int]] = {}
    for at, line in enumerate(shown):
        groups.setdefault(line.above, []).append(at)
    for group in groups.values():
        for at, line in zip(group, _beside_each([shown[at] for at in group]), strict=True):
            shown[at] = line
    return shown


def _beside_each(siblings: list[Shown]) -> list[Shown]:
    second = _second(siblings, siblings)
    if second is not None:
        line = siblings[second]
        # What has reached a goal and what is missing make the sum.
        siblings[second] = replace(
            line, is_hidden=True, keeps_back_another=True, cells=[_hidden(one) for one in line.cells]
        )
    for column in range(len(siblings[0].cells)):
        second = _second(siblings, [line.cells[column] for line in siblings])
        if second is not None:
            line = siblings[second]
            cells = [_hidden(cell) if at == column else cell for at, cell in enumerate(line.cells)]
            siblings[second] = replace(line, cells=cells)
    return siblings


def _second(siblings: Sequence[Line], kept: Sequence[Kept]) -> int | None:
    """Which of them is kept back beside the only one that is: the smallest of those that count anybody."""
    if sum(one.is_hidden for one in kept) != 1:
        return None

    def order(at: int) -> tuple[bool, bool, int]:
        line = siblings[at]
        return bool(line.url), not line.members, line.members

    return min((at for at, one in enumerate(kept) if not one.is_hidden), key=order, default=None)


def _hidden(cell: Cell) -> Cell:
    return cell if cell.is_hidden else replace(cell, is_hidden=True, keeps_back_another=True)
