"""A number that is kept back alone could be reckoned from a sum: another one is kept back beside it.

Covered: whoever holds a page or a file, and nothing else, reckons no number that is kept back, neither from the line
above it nor from those below it. Which of two is the small one is not said either: the other would follow from it.

Not covered: readers who lay beside each other what is theirs to open (the sum, the boards of the siblings, the other
tree, lists, days that differ by one event). They learn how many of those who were theirs are elsewhere today, as the
list of a past day says in words; with several organisations gone, not how many were in which. To keep that from them
every past sum of their branch would have to be kept back for the sake of one small school that has left since. Nor is
a sum of one organisation alone covered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from edinstvo.foundation.folding import fold
from edinstvo.insight.indicators.web.lines import Cell, Line

Kept = TypeVar("Kept", Line, Cell)
Shown = TypeVar("Shown", bound=Line)


def none_alone(lines: Iterable[Shown]) -> list[Shown]:
    """The lines in their order; those under one organisation make one sum, which its own line tells.

    Rather another one that is not the reader's to open is kept back: what they may open they can read on its page.
    """
    shown = {line.organisation.pk: line for line in lines}
    groups: dict[int | None, list[int]] = {}
    for id_, line in shown.items():
        groups.setdefault(line.above_id, []).append(id_)
    # From the top down: what is kept back beside another is itself the sum of those below it.
    waiting = [above_id for above_id in groups if above_id not in shown]
    for above_id in waiting:
        group = groups[above_id]
        siblings = _beside_each([shown[id_] for id_ in group], shown.get(above_id or 0))
        shown |= zip(group, siblings, strict=True)
        waiting += [id_ for id_ in group if id_ in groups]
    return list(shown.values())


def kept_back_last(lines: Iterable[Shown]) -> list[Shown]:
    """As they come; what is kept back comes last and by name, since its place would say how many it is."""
    told = list(lines)
    kept_back = sorted((one for one in told if one.is_hidden), key=lambda one: (fold(one.name), one.organisation.pk))
    return [*(one for one in told if not one.is_hidden), *kept_back]


def _beside_each(siblings: list[Shown], above: Shown | None) -> list[Shown]:
    second = _second(siblings, siblings, above)
    if second is not None:
        line = siblings[second]
        # What has reached a goal and what is missing make the sum.
        siblings[second] = replace(line, is_hidden=True, cells=[replace(one, is_hidden=True) for one in line.cells])
    for column in range(len(siblings[0].cells)):
        second = _second(siblings, [line.cells[column] for line in siblings], above.cells[column] if above else None)
        if second is not None:
            line = siblings[second]
            cells = [replace(one, is_hidden=True) if at == column else one for at, one in enumerate(line.cells)]
            siblings[second] = replace(line, cells=cells)
    return siblings


def _second(siblings: Sequence[Line], kept: Sequence[Kept], above: Kept | None) -> int | None:
    """Which is kept back beside the only one that is, above them or among them: the smallest that counts anybody."""
    if sum(one.is_hidden for one in kept) + (above is not None and above.is_hidden) != 1:
        return None

    def order(at: int) -> tuple[bool, bool, int]:
        line = siblings[at]
        return bool(line.url), not line.members, line.members

    return min((at for at, one in enumerate(kept) if not one.is_hidden), key=order, default=None)
