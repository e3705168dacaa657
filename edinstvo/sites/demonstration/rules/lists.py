"""The lists that the invented union is drawn from, and how to draw: the first of a list is the most frequent."""

import json
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

_DATA = Path(__file__).resolve().parent.parent / "data"
_HEAD = 6
T = TypeVar("T")


def read_data(name: str) -> Any:
    """What stands in `data/<name>.json`."""
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


class Shares(Generic[T]):
    """Things and how often each is drawn."""

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        items, weights = zip(*pairs, strict=True)
        self.items: Sequence[T] = items
        self._sums = list(accumulate(weights))

    def draw(self, rng: Random) -> T:
        """One of the things."""
        return self.items[bisect(self._sums, rng.random() * self._sums[-1])]


def ranked(items: Iterable[T]) -> Shares[T]:
    """Things in the order of their frequency: the n-th is about 1/n as frequent, as names are (Zipf)."""
    return Shares((item, 1 / (rank + _HEAD)) for rank, item in enumerate(items))


def shares(weights: Mapping[T, float]) -> Shares[T]:
    """Things with their weights."""
    return Shares(weights.items())
