"""Keys a person is found and ordered by, and what a complete record holds; pure functions."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from edinstvo.foundation.folding import fold

# Without these a member cannot be counted by age and category, reached, or given a card (domain.md 4.1). The papers of
# admission (application, decision) are asked for at admission and listed apart: no list on paper ever carries them.
# The kind of what is kept (foundation/retention) that exported files are.
EXPORTS = "members.exports"
# What is removed of former members, in two steps: how they are reached and found elsewhere, then what they were there.
CONTACTS = ("phone", "email", "snils", "inn")
PARTICULARS = ("position", "subdivision", "ticket_number", "application_on")
ESSENTIALS = ("birth_date", "sex", "category", "joined_on", "phone")
# What an organisation counts of the open memberships of its branch (docs/decisions/0018): the records that lack
# anything, and for each essential those that lack it. A complete record costs nothing.
INCOMPLETE_RECORDS = "incomplete_records"
LACKING_MEASURES = {name: f"lacking_{name}" for name in ESSENTIALS}
YOUNG_UNTIL = 35
# Who can be on record at all (10-ФЗ, article 2: from 14 years; domain.md 6: a birth date older than that is a slip).
YOUNGEST, OLDEST = 14, 100
# Nothing in the life of anybody on record is older.
FIRST_DAY = date(1900, 1, 1)
# What the end of a patronymic speaks for.
FEMALE_ENDINGS = ("вна", "чна", "кызы", "гызы", "кизи", "кызи", "қызы", "қизи")
MALE_ENDINGS = ("вич", "ич", "оглы", "оглу", "огли", "углы", "угли", "ўғли", "улы", "ұлы", "уулу")
# In these two rows of one person cannot say different things.
TELLING_APART = ("birth_date", "sex", "snils", "inn")
# Numbers up to 001-001-998 were given out before the check digits were (domain.md 6).
_SNILS_UNCHECKED_UP_TO = 1_001_998
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, *_INN_11)
_WORD = re.compile(r"[^\W\d_]+")
_USUAL_NAME = re.compile(r"[А-Яа-яЁёA-Za-z .'’-]*")
_SIGNS_OF_NAMES = frozenset(" .-‐‑–'’ʼ`")
_CYRILLIC, _LATIN = re.compile(r"[а-яё]", re.IGNORECASE), re.compile(r"[a-z]", re.IGNORECASE)
# Parts of Turkic and Western names that are written small.
_PARTICLES = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "фон", "де", "дер", "ван"})


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


def suggested_sex(middle_name: str) -> str | None:
    """What the patronymic speaks for; to be shown and agreed to, never stored by itself (domain.md 6)."""
    folded = fold(middle_name)
    if folded.endswith(FEMALE_ENDINGS):
        return "female"
    return "male" if folded.endswith(MALE_ENDINGS) else None


def told_apart_by(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Which of TELLING_APART both know and differ in: then they are two people."""
    return [name for name in TELLING_APART if one[name] and other[name] and one[name] != other[name]]


def contested(kept: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The names under which both know something, and not the same."""
    return [name for name in names if kept[name] and other[name] and kept[name] != other[name]]


def merged_values(
    kept: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str], *, chosen: Collection[str]
) -> dict[str, Any]:
    """The values of one row made of two: the kept ones; the other's where nothing is known, or where it was chosen."""
    return {name: other[name] if other[name] and (name in chosen or not kept[name]) else kept[name] for name in names}


def missing_essentials(values: Mapping[str, Any]) -> list[str]:
    """Which of ESSENTIALS are not known, in the order of a form."""
    return [name for name in ESSENTIALS if not values.get(name)]


def completeness(*, lacking: int, records: int = 1) -> int:
    """The percentage of essentials that are known in so many records of which so many values lack together.

    Rounded down, so that 100 means that nothing lacks; 100 where there are no records.
    """
    wanted = records * len(ESSENTIALS)
    return 100 * (wanted - lacking) // wanted if wanted else 100


def name_key(*, last_name: str, first_name: str, middle_name: str = "") -> str:
    """The key a list is ordered by and a prefix search runs on: surname, two spaces, name and patronymic, folded.

    Two spaces, so that a short surname sorts before the long one that begins with it.
    """
    return full_key(last_name=last_name, given=given_key(first_name=first_name, middle_name=middle_name))


def full_key(*, last_name: str, given: str) -> str:
    """The same, from the `given_key` that is needed beside it."""
    return f"{fold(last_name)}  {given}".rstrip()


def given_key(*, first_name: str, middle_name: str = "") -> str:
    """The key a search by name and patronymic runs on."""
    return fold(f"{first_name} {middle_name}")


def phone_tail(phone: str) -> str:
    """The last four digits of an E.164 number: what people remember of it."""
    return phone[-4:]


def surname_parts(last_name: str) -> list[str]:
    """Keys of the later parts of a double surname: «Семёнова-Тянь-Шанская» is also looked for under «Тянь»."""
    return [part for part in dict.fromkeys(fold(last_name).split(" ")[1:]) if len(part) > 1]


def joined_keys(keys: Iterable[str]) -> str:
    """All the other keys of a person as one text, each between two bars: «|петрова  анна|тянь|»; none is "".

    A folded key has no bar in it, so `|` and a word finds the keys that begin with the word.
    """
    each = sorted(set(keys))
    return f"|{'|'.join(each)}|" if each else ""


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


def is_plausible_birth(birth_date: date, on: date) -> bool:
    """Whether somebody born then can be on record on a day."""
    return YOUNGEST <= age_on(birth_date, on) <= OLDEST


def is_right_snils(digits: str) -> bool:
    """Whether the last two of 11 digits agree with the nine before them (domain.md 6)."""
    if len(digits) != 11 or not digits.isdecimal() or not digits.strip("0"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return int(digits[:9]) <= _SNILS_UNCHECKED_UP_TO or total % 101 % 100 == int(digits[9:])


def is_right_inn(digits: str) -> bool:
    """Whether the last two of a person's 12 digits agree with the others (domain.md 6)."""
    if len(digits) != 12 or not digits.isdecimal() or not digits.strip("0"):
        return False
    wanted = (
        sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
        for weights in (_INN_11, _INN_12)
    )
    return digits[10:] == "".join(map(str, wanted))


def in_ordinary_case(name: str) -> str:
    """A name typed in capitals or in small letters only, as names are written; any other stays as typed.

    «ИВАНОВА-ПЕТРОВА» is «Иванова-Петрова», «АЛИАГА ОГЛЫ» is «Алиага оглы».
    """
    if not (name.isupper() or name.islower()):
        return name
    return _WORD.sub(lambda word: word[0].lower() if word[0].lower() in _PARTICLES else word[0].capitalize(), name)


def mixed_letters(name: str) -> str:
    """The Latin letters that stand inside Russian words of the name, in order; "" where there are none."""
    words = (word[0] for word in _WORD.finditer(name))
    return "".join(letter for word in words if _CYRILLIC.search(word) for letter in dict.fromkeys(_LATIN.findall(word)))


def foreign_signs(name: str) -> str:
    """The signs that stand in no name, each once: all but letters of any alphabet, hyphens, dots and apostrophes."""
    if _USUAL_NAME.fullmatch(name):
        return ""
    return "".join(dict.fromkeys(sign for sign in name if sign not in _SIGNS_OF_NAMES and not _is_letter(sign)))


def _is_letter(sign: str) -> bool:
    """Whether the sign is a letter, or a mark that some keyboards write apart from it (й as и and a breve)."""
    return unicodedata.category(sign)[0] in "LM"
