"""Invented names: given names by year of birth, patronymics of the fathers' generation, surnames by sex."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any

from edinstvo.sites.demonstration.rules.lists import Shares, ranked, read_data, shares

_DATA = read_data("names")
_DOUBLE, _NO_PATRONYMIC, _PLAIN_YO = 0.012, 0.003, 0.35
_STEMS, _ENDINGS = (_DATA["tail"][part].split() for part in ("stems", "endings"))
_PATRONYMIC_ENDS = {"female": "на", "male": "ич"}
_OGHUZ_ENDS = {"female": " кызы", "male": " оглы"}


@dataclass(frozen=True, slots=True)
class FullName:
    """A name as its bearer writes it."""

    last: str
    first: str
    middle: str
    has_no_middle: bool = False


class Culture:
    """The names of one people, in four generations of children and three of fathers."""

    def __init__(self, lists: dict[str, Any], *, ends: dict[str, str]) -> None:
        self._given = {sex: [ranked(line.split()) for line in lists[sex]] for sex in ("female", "male")}
        self._fathers = [ranked(line.split()) for line in lists["fathers"]]
        self._surnames = ranked(lists["surnames"].split())
        self._ends = ends

    def surname(self, rng: Random, sex: str) -> str:
        """A surname in the form of the sex."""
        surname = self._surnames.draw(rng)
        return feminine(surname) if sex == "female" else surname

    def given(self, rng: Random, sex: str, born: int) -> str:
        """A given name that was usual in that year."""
        return _of_year(self._given[sex], _DATA["cohorts"], born).draw(rng)

    def patronymic(self, rng: Random, sex: str, born: int) -> str:
        """A patronymic: a stem with the ending of the sex, or both forms written out."""
        stem = _of_year(self._fathers, _DATA["father_cohorts"], born).draw(rng)
        male, _, female = stem.partition("/")
        if female:
            return female if sex == "female" else male
        return stem + self._ends[sex]


class Namer:
    """Draws names as they are met in a region; `rare` is how many bear none of the frequent Russian surnames."""

    def __init__(self, rng: Random, *, rare: float = 0) -> None:
        self._rng, self._rare = rng, rare
        self._cultures = {
            name: Culture(lists, ends=_OGHUZ_ENDS if name == "oghuz" else _PATRONYMIC_ENDS)
            for name, lists in _DATA["cultures"].items()
        }
        self._by_region = {region: self._mixed(weights) for region, weights in _DATA["shares"].items()}

    def draw(self, *, sex: str, born: int, region: str) -> FullName:
        """The name of somebody of that sex, born in that year, living in the region."""
        rng = self._rng
        culture = self._by_region.get(region, self._by_region["*"]).draw(rng)
        last = culture.surname(rng, sex)
        if self._rare and culture is self._cultures["russian"] and rng.random() < self._rare:
            last = rare_surname(rng, sex)
        if rng.random() < _DOUBLE:
            last = f"{last}-{culture.surname(rng, sex)}"
        first, middle = culture.given(rng, sex, born), culture.patronymic(rng, sex, born)
        if rng.random() < _PLAIN_YO:
            last, first, middle = (part.replace("ё", "е").replace("Ё", "Е") for part in (last, first, middle))
        if rng.random() < _NO_PATRONYMIC:
            return FullName(last, first, "", has_no_middle=True)
        return FullName(last, first, middle)

    def new_surname(self, *, old: str) -> str:
        """The surname of a woman after her wedding: her husband's, or now and then both."""
        while (new := self._cultures["russian"].surname(self._rng, "female")) == old:
            pass
        return f"{old}-{new}" if "-" not in old and self._rng.random() < 0.15 else new

    def _mixed(self, weights: dict[str, float]) -> Shares[Culture]:
        rest = 1 - sum(weights.values())
        return shares({self._cultures["russian"]: rest} | {self._cultures[name]: w for name, w in weights.items()})


def rare_surname(rng: Random, sex: str) -> str:
    """One of some thousand surnames that nobody counts: a stem and one of the usual endings."""
    surname = rng.choice(_STEMS) + rng.choice(_ENDINGS)
    return feminine(surname) if sex == "female" else surname


def all_surnames() -> Iterator[str]:
    """Every surname that is drawn, in both forms, but the double ones."""
    frequent = chain.from_iterable(lists["surnames"].split() for lists in _DATA["cultures"].values())
    for surname in chain(frequent, (stem + ending for stem in _STEMS for ending in _ENDINGS)):
        yield from (surname, feminine(surname))


def feminine(surname: str) -> str:
    """The feminine form: Смирнова, Вознесенская, Толстая; Черных and Шевченко stay."""
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return surname + "а"
    return surname[:-2] + "ая" if surname.endswith(("ий", "ый", "ой")) else surname


def _of_year(generations: list[Shares[str]], since: list[int], born: int) -> Shares[str]:
    return generations[min(bisect(since, born) - 1, len(generations) - 1)]
