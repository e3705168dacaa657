"""One organisation by who joined and who left in a period, and the lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.queries.board_on import StoodThen
from edinstvo.insight.indicators.web.asking import Asked
from edinstvo.insight.indicators.web.lines import Cell, Line, is_few, lists_of_movement, signed
from edinstvo.insight.indicators.web.meanings import LABELS

HERE = "indicators:movement"
_CELLS = ("joined", "left")


@dataclass(frozen=True)
class MovementLine(Line):
    """Its cells are who joined and who left; `members` are on record at the end of the period."""

    @property
    def joined(self) -> Cell:
        return self.cells[0]

    @property
    def left(self) -> Cell:
        return self.cells[1]

    @property
    def net(self) -> int | None:
        """How many more joined than left; None where one of both is not told."""
        is_told = not self.joined.is_hidden and not self.left.is_hidden
        return self.joined.reached - self.left.reached if is_told else None

    @property
    def net_said(self) -> str:
        return "…" if self.net is None else signed(self.net)


def movement_line(asked: Asked, stood: StoodThen, *, actor: Actor) -> MovementLine:
    """The line with what may be told; lists of a past day only where they know its tree.

    Since the beginning of a union who joined and has not left is on record: of three such numbers two tell the third,
    so that they are kept back together.
    """
    place, members = stood.organisation, stood.standing.members
    may_see = actor.may(Power.SEE_MEMBERS, at=place)
    lists = lists_of_movement(asked, place) if may_see else ["", ""]
    counts = (stood.movement.joined, stood.movement.left)
    is_hidden = is_few([members, *counts], may_see)
    cells = [
        Cell(name, str(LABELS[name]), "", count, 0, url if count else "", is_hidden)
        for name, count, url in zip(_CELLS, counts, lists, strict=True)
    ]
    url = asked.url(HERE, place=place, by="") if stood.is_seen else ""
    return MovementLine(place, stood.name, stood.above, url, members, is_hidden, cells, stood.above_id)


@dataclass(frozen=True)
class Rest:
    """What is part of the sum and of none of the lines: of the organisation itself, and of those closed since."""

    joined: int
    left: int

    @property
    def net(self) -> int:
        return self.joined - self.left

    @property
    def net_said(self) -> str:
        return signed(self.net)


def rest_of(line: MovementLine, below: Sequence[MovementLine]) -> Rest | None:
    """None where nothing is left over, and where the sum itself is not told."""
    if line.is_hidden:
        return None
    joined, left = (
        of_all.reached - sum(one.cells[at].reached for one in below) for at, of_all in enumerate(line.cells)
    )
    return Rest(joined, left) if joined or left else None
