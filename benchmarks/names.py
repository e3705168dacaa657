"""Surnames of a large union: some ten thousand of them, a few borne by many, most by few."""

from random import Random

from edinstvo.sites.demonstration.rules.lists import read_data
from edinstvo.sites.demonstration.rules.names import Namer, feminine

_STEM_ENDS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "енко", "ый", "ой", "их", "ых")
_ENDS = ("ов", "ин", "енко", "ский", "чук", "ович", "кин", "ушкин", "аев", "янов", "ицын", "цев")
_FRONTS = ("", "Бело")
_HEAD = 6


class Names:
    """Draws whole names: given names and patronymics as in the demonstration, surnames from a larger pool."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._namer = rng, Namer(rng)
        self._surnames = surnames()

    def draw(self, *, sex: str, born: int) -> tuple[str, str, str]:
        """(surname, given name, patronymic or "")."""
        name = self._namer.draw(sex=sex, born=born, region="77")
        # The n-th surname is about 1/n as frequent as the first (Zipf); the exponential of a uniform draw is that.
        rank = int(_HEAD * ((len(self._surnames) / _HEAD + 1) ** self._rng.random() - 1))
        last = self._surnames[rank]
        return feminine(last) if sex == "female" else last, name.first, name.middle


def surnames() -> list[str]:
    """The pool, the most frequent first."""
    real = read_data("names")["cultures"]["russian"]["surnames"].split()
    stems = list(dict.fromkeys(_stem(name) for name in real))
    derived = [
        f"{front}{stem.lower()}{end}" if front else f"{stem}{end}"
        for front in _FRONTS
        for end in _ENDS
        for stem in stems
    ]
    return list(dict.fromkeys([*real, *derived]))


def _stem(surname: str) -> str:
    end = next((end for end in _STEM_ENDS if surname.endswith(end) and len(surname) > len(end) + 2), "")
    return surname.removesuffix(end)
