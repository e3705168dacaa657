"""Invented towns, districts and villages, with the forms that the names of organisations need."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from edinstvo.sites.demonstration.rules.lists import read_data

_DATA = read_data("places")
FEDERAL_CITIES = frozenset(_DATA["federal_cities"])
_PREFIXED = 0.3


@dataclass(frozen=True)
class Town:
    """A town: its name, the genitive, and the stem of its adjective («Галичск» of Галич)."""

    name: str
    genitive: str
    stem: str


def read_town(text: str) -> Town:
    """A town from `Галич/Галича/Галичск`, or from `Каменск` where the rest follows."""
    name, _, forms = text.partition("/")
    genitive, _, stem = forms.partition("/")
    return Town(name, genitive or f"{name}а", stem or name)


TOWNS = tuple(read_town(text) for text in _DATA["towns"].split())
CAPITALS = {region: read_town(text) for region, text in _DATA["capitals"].items()}


def village_stems(rng: Random) -> Iterator[str]:
    """Stems of the adjectives of villages («Берёзовск», «Староберёзовск»), each once, in no order."""
    plain = [name[:-1].removesuffix("к") + "ск" for name in _DATA["villages"].split()]
    others = [pair.partition("/")[2] for pair in _DATA["other_villages"].split()]
    prefixed = [prefix + stem.lower() for prefix in _DATA["village_prefixes"].split() for stem in plain]
    near, far = rng.sample([*plain, *others], len(plain) + len(others)), rng.sample(prefixed, len(prefixed))
    seen = set()
    while near or far:
        stem = (far if far and (not near or rng.random() < _PREFIXED) else near).pop()
        if stem not in seen:
            seen.add(stem)
            yield stem


def words_of_towns() -> dict[str, list[str]]:
    """What kindergartens, centres and schools are called after."""
    return {
        "flower": _DATA["flowers"].split(),
        "circle": _DATA["circles"].split(),
        "eponym": _DATA["eponyms"].split("/"),
    }
