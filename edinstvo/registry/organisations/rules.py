"""What an individual number of an organisation (ИНПО) is made of, where a row lies in the tree, how it is ordered."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from edinstvo.foundation.folding import fold

# The figures that `members` counts for every organisation from the group up to the union: all on record, and those of
# them whom coverage leaves out.
OPEN_MEMBERSHIPS, RETIRED_MEMBERS = "open_memberships", "retired_members"
# How many people on record an act on a branch carries at once; more it carries in the background (ADR 0021).
MOST_AT_ONCE = 2_000
LAST_TERRITORY, LAST_PRIMARY = 999, 9999
_NUMBER = re.compile(r"\d+")
# Endings of nouns and adjectives; four letters at the least remain.
_ENDING = re.compile(r"(?<=[а-я]{4})(?:ого|его|ому|ему|ыми|ими|ами|ями|ом|ем|ых|их|[аеиоуыюяьй]{1,2})$")
_SHAPE = re.compile(r"[0-9]{10}")
_SIGNS = re.compile(r"[\s\-–—‑−]+")
# Values with the days they hold from, in the order of days.
Dated: TypeAlias = Sequence[tuple[date, str]]


class InpoMistyped(Exception):
    """The number is not ten digits, or its last digit does not fit the others."""


class NameHasSigns(Exception):
    """A name holds signs that stand in no name; `signs` are they, each once."""

    def __init__(self, *, signs: str) -> None:
        super().__init__(f"a name holds {signs}")
        self.signs = signs


class NameMissing(Exception):
    """A name without a single letter or digit."""


def check_digit(digits: str) -> str:
    """The check digit of ISO 7064 MOD 11,10 for a string of digits (domain.md 4.2).

    It catches every single wrong digit and nearly every pair of swapped neighbours.
    """
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def compose(*, region: str, territory: int = 0, primary: int = 0) -> str:
    """The number `RR-TTT-PPPP-K` as ten digits without hyphens."""
    digits = f"{region}{territory:03d}{primary:04d}"
    return digits + check_digit(digits)


def read_inpo(typed: str) -> str:
    """Ten digits from what a person typed, hyphens and spaces allowed; raises InpoMistyped."""
    digits = _SIGNS.sub("", typed)
    if not _SHAPE.fullmatch(digits) or check_digit(digits[:-1]) != digits[-1]:
        raise InpoMistyped(typed)
    return digits


def looks_like_inpo(typed: str) -> bool:
    """Whether somebody meant a number rather than a name: digits and hyphens only, more than a school's own number."""
    digits = _SIGNS.sub("", typed)
    return digits.isdecimal() and len(digits) >= 6


def hyphenated(inpo: str) -> str:
    """`4400700002` as `44-007-0000-2`, so that nobody takes it for a ten-digit ИНН."""
    return f"{inpo[:2]}-{inpo[2:5]}-{inpo[5:9]}-{inpo[9:]}"


def counter_below(*, level: str, parent_inpo: str) -> tuple[str, int]:
    """(prefix, last possible number) of the counter that numbers an organisation of the level under a parent."""
    return (parent_inpo[:2], LAST_TERRITORY) if level == "territory" else (parent_inpo[:5], LAST_PRIMARY)


def compose_from(*, level: str, prefix: str, number: int) -> str:
    """The ИНПО of the n-th organisation of the level under a counter's prefix."""
    if level == "territory":
        return compose(region=prefix, territory=number)
    return compose(region=prefix[:2], territory=int(prefix[2:]), primary=number)


def tidy_name(typed: str) -> str:
    """The name as typed, its runs of blanks made one space; raises NameMissing, NameHasSigns."""
    if not fold(typed):
        raise NameMissing
    name = " ".join(typed.split())
    if signs := foreign_signs(name):
        raise NameHasSigns(signs=signs)
    return name


def foreign_signs(name: str) -> str:
    """The signs that stand in no name of an organisation, each once: `<`, `{`, control signs, pictures.

    Letters and digits of any kind, quotes, brackets and other punctuation stand there: «№ 7 „Солнышко“ (корпус 2)».
    """
    return "".join(dict.fromkeys(sign for sign in name if not _may_stand(sign)))


def _may_stand(sign: str) -> bool:
    return sign in " №+°" or (sign not in "{}\\" and unicodedata.category(sign)[0] in "LMNP")


def name_key(*, name: str, short_name: str) -> str:
    """The key a list is ordered by and a search runs on: the short name, two spaces, the full one, as words."""
    short, full = " ".join(key_words(short_name)), " ".join(key_words(name))
    return full if short == full else f"{short}  {full}".strip()


def key_words(text: str) -> list[str]:
    """The folded words of a name, numbers in six digits: school 2 comes before school 10; «2» finds no school 21."""
    return [_NUMBER.sub(lambda match: match.group().zfill(6), word) for word in fold(text).split()]


def without_ending(word: str) -> str:
    """How a folded word begins in every case, as far as its end tells: «школа», «школы» and «школе» are `школ`."""
    return _ENDING.sub("", word)


@dataclass(frozen=True)
class Place:
    """Where a row lies in the tree: ids of the organisations of each level above it, or itself; None where none is."""

    region_id: int | None = None
    territory_id: int | None = None
    primary_id: int | None = None

    def with_head(self, *, level: str, id: int) -> "Place":
        """The place of the organisation `id` of this level that stands here; parts of a primary keep its place."""
        match level:
            case "region":
                return Place(region_id=id)
            case "territory":
                return Place(region_id=self.region_id, territory_id=id)
            case "primary":
                return Place(region_id=self.region_id, territory_id=self.territory_id, primary_id=id)
        return self

    def columns_above(self, *, level: str) -> dict[str, int | None]:
        """The branch columns that an organisation of this level shares with everything below it, as they are here."""
        names = {"territory": ("region_id",), "primary": ("region_id", "territory_id")}.get(level, ())
        return {name: getattr(self, name) for name in names}

    def above(self, *, level: str) -> "Place":
        """The place of the parent of an organisation of this level: the same without the organisation itself."""
        match level:
            case "region":
                return Place()
            case "territory":
                return Place(region_id=self.region_id)
            case "primary":
                return Place(region_id=self.region_id, territory_id=self.territory_id)
        return self


def types_side_by_side(
    types: Dated, parent_types: Dated, *, begin: date, end: date | None
) -> Iterator[tuple[date, str, str]]:
    """(day, type, type of the parent) on the first day of a span and on every day of it on which either changes.

    Before the first day of either its first type is taken to hold.
    """
    changed = {day for day, _ in [*types, *parent_types] if begin < day and (end is None or day < end)}
    for day in sorted({begin, *changed}):
        yield day, in_force(types, day), in_force(parent_types, day)


def in_force(dated: Dated, day: date) -> str:
    """The last value that began by the day, or the first one of all; `dated` is in the order of days, not empty."""
    return next((value for since, value in reversed(dated) if since <= day), dated[0][1])
