"""Kinds of institutions that primary organisations stand in: their size, their staff, and how they are called."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from edinstvo.sites.demonstration.rules.lists import Shares, ranked, read_data, shares
from edinstvo.sites.demonstration.rules.places import Town, village_stems, words_of_towns

_DATA = read_data("institutions")
FACULTIES: list[str] = _DATA["faculties"]
SCHOOL_GROUPS: list[str] = _DATA["school_groups"]
# Schools of a town are numbered up to this.
NUMBERS_OF_A_TOWN = 45
_TRIES = 200


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of institution."""

    name: str
    institution: str
    place: str
    size: tuple[int, int, int]
    women: float
    templates: tuple[str, str]
    categories: Shares[str]
    positions: dict[str, Shares[str]]

    def usual_size(self, rng: Random) -> int:
        """How many members an organisation of this kind has."""
        least, usual, greatest = self.size
        return round(rng.triangular(least, greatest, usual))

    def category(self, rng: Random) -> str:
        """Why one of its members is one."""
        return self.categories.draw(rng)

    def position(self, rng: Random, category: str) -> str:
        """What a member of the category works as; nothing for a pensioner."""
        return self.positions[category].draw(rng) if category in self.positions else ""

    def sex(self, rng: Random) -> str:
        """The sex of one of its members."""
        return "female" if rng.random() < self.women else "male"


def _kind(name: str, data: dict[str, Any]) -> Kind:
    return Kind(
        name=name,
        institution=data["institution"],
        place=data["place"],
        size=tuple(data["size"]),
        women=data["women"],
        templates=(data["name"], data["short"]),
        categories=shares(data["categories"]),
        positions={category: ranked(titles) for category, titles in _DATA["positions"][data["positions"]].items()},
    )


KINDS = {name: _kind(name, data) for name, data in _DATA["kinds"].items()}
_COUNTRY = shares({KINDS[name]: data["share"] for name, data in _DATA["kinds"].items() if data["share"]})
_CITY = shares(
    {KINDS[name]: data["share"] for name, data in _DATA["kinds"].items() if data["share"] and data["place"] == "town"}
)


class NamesExhausted(Exception):
    """No free name was drawn in many tries."""


class Namesakes:
    """Names organisations under one parent so that no two are called alike."""

    def __init__(
        self, rng: Random, *, town: Town, district: str, taken: set[str], numbers: int = NUMBERS_OF_A_TOWN
    ) -> None:
        self._rng, self._taken, self._numbers = rng, taken, numbers
        self._villages: Iterator[str] = village_stems(rng)
        self._words = words_of_towns()
        self._town = {"town": town.genitive, "town_m": f"{town.stem}ого", "district": district}

    def call(self, draw_kind: Callable[[], Kind]) -> tuple[Kind, str, str]:
        """(kind, name, short name) of the next organisation; a kind whose names are used up is drawn again."""
        for _ in range(_TRIES):
            kind = draw_kind()
            words = self._draw_words(kind)
            name, short = (template.format(**words) for template in kind.templates)
            if short not in self._taken and name not in self._taken:
                self._taken.add(short)
                return kind, name, short
        raise NamesExhausted

    def _draw_words(self, kind: Kind) -> dict[str, str]:
        rng = self._rng
        words = self._town | {word: rng.choice(choices) for word, choices in self._words.items()}
        words["number"] = str(rng.randint(1, self._numbers))
        words["profile"] = rng.choice(_DATA["profiles"].split())
        words["faculty"] = rng.choice(_DATA["faculty_profiles"].split())
        if kind.place == "village":
            stem = next(self._villages)
            words |= {"village_f": f"{stem}ой", "village_m": f"{stem}ого"}
        return words


def draw_kind(rng: Random, *, has_villages: bool) -> Kind:
    """A kind as often as it is met in a district, or in a town."""
    return (_COUNTRY if has_villages else _CITY).draw(rng)


def with_eponym(rng: Random, name: str) -> str:
    """The name of an organisation whose school was named after somebody."""
    honoured = f"имени {rng.choice(words_of_towns()['eponym'])}"
    head, city, town = name.partition(" города ")
    return f"{head} {honoured}{city}{town}"
