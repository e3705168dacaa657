"""What is visited in unions of every size: the pages of the register, the board of today and of any past day."""

from datetime import date, timedelta

from benchmarks.pages.kinds import Kind
from benchmarks.pages.kinds import kinds as of_the_register
from benchmarks.pages.register import Register, Somebody
from edinstvo.foundation.access.branches import Level

# data.md "Targets": eighty regions with their figures; there is none for a past day.
_BOARD = 0.025
_EARLIEST, _DAYS = date(2018, 1, 1), 3000


def kinds() -> list[Kind]:
    """All of them, in the order of the tables."""
    boards = [
        Kind("board of the union", Level.UNION, _board, b"<main", _BOARD),
        Kind("board of a region", Level.REGION, _board, b"<main", _BOARD),
        Kind("board of a territory", Level.TERRITORY, _board, b"<main", _BOARD),
        Kind("board of the union, any past day", Level.UNION, _past_board, b"<main"),
        Kind("board of a region, any past day", Level.REGION, _past_board, b"<main"),
        Kind("board of a territory, any past day", Level.TERRITORY, _past_board, b"<main"),
        Kind("map of the regions", Level.UNION, lambda _one, _all: "/indicators/map/", b"<main", _BOARD),
        Kind("structure of the regions", Level.UNION, lambda _one, _all: "/indicators/structure/", b"<main"),
        Kind("journal of the union", Level.UNION, lambda _one, _all: "/journal/", b"<main"),
    ]
    return [*of_the_register(), *boards]


def _board(_one: Somebody, _register: Register) -> str:
    return "/indicators/"


def _past_board(one: Somebody, _register: Register) -> str:
    return f"/indicators/?on={_EARLIEST + timedelta(days=one.membership_id % _DAYS):%d.%m.%Y}"
