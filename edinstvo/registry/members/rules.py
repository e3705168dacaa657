"""Keys a person is found and ordered by, and what a complete record holds; pure functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from edinstvo.foundation.folding import fold

# Without these a member cannot be counted by age and category, reached, or given a card (domain.md 4.1). The papers of
# admission (application, decision) are asked for at admission and listed apart: no list on paper ever carries them.
ESSENTIALS = ("birth_date", "sex", "category", "joined_on", "phone")
YOUNG_UNTIL = 35


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is said of a person; "" or None where nothing is. Phone in E.164, СНИЛС and ИНН as digits."""

    last_name: str
    first_name: str
    middle_name: str = ""
    has_no_middle_name: bool = False
    sex: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    snils: str = ""
    inn: str = ""


@dataclass(frozen=True, kw_only=True)
class MembershipDetails:
    """What is said of a membership besides its organisation and its two ends."""

    application_on: date | None = None
    decision_on: date | None = None
    decision_number: str = ""
    joined_on: date | None = None
    category: str = ""
    position: str = ""
    subdivision: str = ""
    ticket_number: str = ""


def values_of(details: PersonDetails | MembershipDetails) -> dict[str, Any]:
    """The fields of the details by name."""
    return {field.name: getattr(details, field.name) for field in fields(details)}


def missing_essentials(values: Mapping[str, Any]) -> list[str]:
    """Which of ESSENTIALS are not known, in the order of a form."""
    return [name for name in ESSENTIALS if not values.get(name)]


def name_key(*, last_name: str, first_name: str, middle_name: str = "") -> str:
    """The key a list is ordered by and a prefix search runs on: surname, two spaces, name and patronymic, folded.

    Two spaces, so that a short surname sorts before the long one that begins with it.
    """
    return f"{fold(last_name)}  {fold(f'{first_name} {middle_name}')}".rstrip()


def given_key(*, first_name: str, middle_name: str = "") -> str:
    """The key a search by name and patronymic runs on."""
    return fold(f"{first_name} {middle_name}")


def phone_tail(phone: str) -> str:
    """The last four digits of an E.164 number: what people remember of it."""
    return phone[-4:]


def surname_parts(last_name: str) -> list[str]:
    """Keys of the later parts of a double surname: «Семёнова-Тянь-Шанская» is also looked for under «Тянь»."""
    return [part for part in dict.fromkeys(fold(last_name).split(" ")[1:]) if len(part) > 1]


def typo_words(surname: str) -> set[str]:
    """What the dictionary of typos learns of a folded surname: the whole, and each word of a double one."""
    return {surname, *(word for word in surname.split(" ") if len(word) > 1)} - {""}


def deletions(key: str) -> Iterator[str]:
    """The key and every string that it becomes by losing one letter.

    Two words at most one typo apart (a letter wrong, missing, extra, or two neighbours swapped) share one of these.
    """
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def age_on(birth_date: date, on: date) -> int:
    """Full years of age on a day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def seniority_years(joined_on: date, on: date) -> int:
    """Full years in the union on a day, counted without interruptions."""
    return age_on(joined_on, on)


def stays_overlap(begin: date, end: date | None, other_begin: date, other_end: date | None) -> bool:
    """Whether two stays share a day; the last day of a stay is not counted, None is a stay that goes on."""
    if begin == end or other_begin == other_end:
        return False
    return (other_end is None or begin < other_end) and (end is None or other_begin < end)


def within_one_typo(one: str, other: str) -> bool:
    """Whether one edit (wrong, missing, extra letter, or swapped neighbours) leads from one word to the other."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
