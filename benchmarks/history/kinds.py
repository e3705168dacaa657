"""Pages that can be asked for today and for a past day: each pair is the same question twice."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.history.past import THEN
from benchmarks.pages.kinds import Kind
from benchmarks.pages.register import Register, Somebody
from edinstvo.foundation.access.branches import Level

_MEMBERS = b'class="stack members"'
_ON = {"on": f"{THEN:%d.%m.%Y}"}


@dataclass(frozen=True)
class Pair:
    """The same question of today and of three years ago."""

    words: str
    today: Kind
    then: Kind


Question = Callable[[Somebody, Register], dict[str, str]]


def pairs() -> list[Pair]:
    """All of them, in the order of the tables."""
    return [
        _list("the region's own list, first page", Level.REGION, lambda _one, _all: {}),
        _list("the region's own list, from anywhere inside", Level.REGION, _inside),
        _list("seen from the union, first page", Level.UNION, _of_region),
        _list("seen from the union, from anywhere inside", Level.UNION, lambda *all: _of_region(*all) | _inside(*all)),
        _pair("page of the region", Level.UNION, _region, lambda _one, _all: {}, b"<main"),
    ]


def _list(words: str, level: Level, question: Question) -> Pair:
    return _pair(words, level, lambda _one, _all: "/members/", question, _MEMBERS)


def _pair(
    words: str, level: Level, path: Callable[[Somebody, Register], str], question: Question, shows: bytes
) -> Pair:
    def kind(name: str, more: dict[str, str]) -> Kind:
        return Kind(
            f"{words}: {name}",
            level,
            lambda one, register: f"{path(one, register)}?{urlencode(question(one, register) | more)}",
            shows,
        )

    return Pair(words, kind("today", {}), kind("three years ago", _ON))


def _inside(one: Somebody, _register: Register) -> dict[str, str]:
    return {"after": str(one.membership_id)}


def _of_region(one: Somebody, register: Register) -> dict[str, str]:
    return {"organisation": register.inpo[one.place_ids[Level.REGION]]}


def _region(one: Somebody, register: Register) -> str:
    return f"/organisations/{register.inpo[one.place_ids[Level.REGION]]}/"
