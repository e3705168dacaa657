"""The kinds of requests: what is asked for, by whom, and what stands in the page that answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from benchmarks.pages.register import Register, Somebody
from edinstvo.foundation.access.branches import Level

# data.md "Targets", at the 95th percentile, in seconds: of a list its longest statement, of a search all of them.
LIST_PAGE, SEARCH = 0.003, 0.010
_LEVELS = {Level.PRIMARY: "primary", Level.TERRITORY: "territory", Level.REGION: "region", Level.UNION: "union"}
_MEMBERS = b'class="stack members"'


@dataclass(frozen=True)
class Kind:
    """One line of the tables. `address` is where somebody is looked for; `shows` must stand in the page.

    `limit`: seconds that its statements may take (`judged`: all of them together, or the longest), None where no
    target is set.
    """

    words: str
    level: Level
    address: Callable[[Somebody, Register], str]
    shows: bytes
    limit: float | None = None
    judged: Literal["database", "longest"] = "database"


def kinds() -> list[Kind]:
    """All of them, in the order of the tables."""
    lists = [
        kind
        for level, name in _LEVELS.items()
        for kind in (
            Kind(
                f"list of a {name}, first page", level, lambda _one, _all: "/members/", _MEMBERS, LIST_PAGE, "longest"
            ),
            Kind(f"list of a {name}, from anywhere inside", level, _from_inside, b"<main", LIST_PAGE, "longest"),
        )
    ]
    finds = [
        Kind(f"search in the {_LEVELS[level]}: {words}", level, _search(typed), _MEMBERS, SEARCH)
        for level in (Level.UNION, Level.TERRITORY)
        for words, typed in _TYPED.items()
    ]
    seen = [
        Kind(f"organisation page: a {_LEVELS[level]}", Level.UNION, _organisation(level), b"<main")
        for level in (Level.PRIMARY, Level.TERRITORY, Level.REGION)
    ]
    homes = [Kind(f"home of a {name}", level, lambda _one, _all: "/", b"<main") for level, name in _LEVELS.items()]
    person = Kind("member page", Level.UNION, lambda one, _all: f"/members/{one.person_id}/", b"<main")
    return [*lists, *finds, person, *seen, *homes]


def _with_a_typo(one: Somebody) -> str:
    """The third letter mistyped for one that stands there in no surname."""
    return f"{one.last_name[:2]}ъ{one.last_name[3:]}"


_TYPED: dict[str, Callable[[Somebody], str]] = {
    "beginning of a surname": lambda one: one.last_name[:5].lower(),
    "two names, the given one first": lambda one: f"{one.first_name} {one.last_name}",
    "last four digits of a phone": lambda one: one.phone_tail,
    "ticket number": lambda one: one.ticket_number,
    "birth date": lambda one: f"{one.birth_date:%d.%m.%Y}",
    "surname with one typo": _with_a_typo,
}


def _search(typed: Callable[[Somebody], str]) -> Callable[[Somebody, Register], str]:
    return lambda one, _all: f"/members/?{urlencode({'q': typed(one)})}"


def _from_inside(one: Somebody, _register: Register) -> str:
    return f"/members/?after={one.membership_id}"


def _organisation(level: Level) -> Callable[[Somebody, Register], str]:
    return lambda one, register: f"/organisations/{register.inpo[one.place_ids[level]]}/"
