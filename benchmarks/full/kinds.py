"""What is visited in unions of every size: the pages of the register, the board of today and of any past day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from benchmarks.pages.kinds import LIST_PAGE, Kind
from benchmarks.pages.kinds import kinds as of_the_register
from benchmarks.pages.register import Register, Somebody
from edinstvo.foundation.access.branches import Level

# data.md "Targets": eighty regions with their figures; there is none for a past day.
_BOARD = 0.025
_EARLIEST, _DAYS, _MONTH = date(2018, 1, 1), 3000, timedelta(days=30)


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
    behind = [
        Kind(f"list of the union: {words}", Level.UNION, _list(asked), b"<main", LIST_PAGE, "longest")
        for words, asked in (
            ("unchanged for a year", lambda _on: {"lacks": "changes"}),
            ("who joined in a month", _joined),
            ("who left in a month", _left),
            ("applied online", lambda _on: {"applied": "online", "state": "all"}),
        )
    ]
    online = [
        Kind("who joined online, by region", Level.UNION, lambda _one, _all: "/indicators/online/", b"<main", _BOARD),
        Kind("summaries of the union", Level.UNION, lambda _one, _all: "/indicators/summaries/", b"<main"),
    ]
    return [*of_the_register(), *behind, *boards, *online]


def _board(_one: Somebody, _register: Register) -> str:
    return "/indicators/"


def _past_board(one: Somebody, _register: Register) -> str:
    return f"/indicators/?on={_EARLIEST + timedelta(days=one.membership_id % _DAYS):%d.%m.%Y}"


def _list(asked: Callable[[date], Mapping[str, str]]) -> Callable[[Somebody, Register], str]:
    """A number of a board opened: the people behind it, each time of another month."""

    def address(one: Somebody, _register: Register) -> str:
        return f"/members/?{urlencode(asked(_EARLIEST + timedelta(days=one.membership_id % _DAYS)))}"

    return address


def _joined(on: date) -> dict[str, str]:
    return {"state": "all", "came_from": on.isoformat(), "came_to": (on + _MONTH).isoformat()}


def _left(on: date) -> dict[str, str]:
    return {"state": "former", "left_from": on.isoformat(), "left_to": (on + _MONTH).isoformat()}
