"""People of a measured register and of a measured list: believable, repeatable, each somebody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.names import Names

TODAY = date(2026, 11, 24)
_CODES = range(900, 1000)
# A step without a common divisor with the count of all numbers visits each of them once.
_NUMBERS, _STEP = 10_000_000 * len(_CODES), 387_420_489


@dataclass(frozen=True, slots=True)
class Someone:
    """One person with what a list says of them."""

    sex: str
    last: str
    first: str
    middle: str
    born: date
    joined: date
    phone: str
    category: str
    position: str
    ticket: str


_WORK = (
    ("pedagogical", "учитель математики"),
    ("pedagogical", "учитель начальных классов"),
    ("pedagogical", "воспитатель"),
    ("pedagogical", "педагог-психолог"),
    ("manager", "заместитель директора по учебно-воспитательной работе"),
    ("support", "секретарь"),
    ("other_worker", "повар"),
)


def people(*, count: int, seed: int, first_number: int = 0) -> Iterator[Someone]:
    """`count` people; the same seed gives the same ones. Phones and tickets are numbered on from `first_number`."""
    rng = Random(seed)  # noqa: S311 (nobody real, nothing secret)
    names = Names(rng)
    for number in range(first_number, first_number + count):
        sex = "female" if rng.random() < 0.8 else "male"
        born = TODAY - timedelta(days=int(rng.triangular(20, 75, 45) * 365.25))
        joined = min(born + timedelta(days=int(rng.triangular(19, 40, 23) * 365.25)), TODAY - timedelta(days=1))
        last, first, middle = names.draw(sex=sex, born=born.year)
        category, position = rng.choice(_WORK)
        yield Someone(sex, last, first, middle, born, joined, _phone(number), category, position, f"{number:07d}")


def _phone(number: int) -> str:
    code, rest = divmod(number * _STEP % _NUMBERS, 10_000_000)
    return f"+7{_CODES[code]}{rest:07d}"
