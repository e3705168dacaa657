"""Finding a person from whatever is remembered of them: one statement for the exact, one more for a typo."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.registry.members.models import Membership, NameAlias, SurnameDeletion
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.queries.listing import in_branch
from edinstvo.registry.members.rules import deletions, within_one_typo
from edinstvo.registry.organisations.models import Organisation

MOST = 50
_WORDS = 4
_DATE = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"[+\d\s().\-]+")
_LATIN_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")


def search(
    *, text: str, seen_by: Actor, organisation: Organisation | None = None, most: int = MOST
) -> list[Membership]:
    """Up to `most` memberships, open ones first, each with its person and organisation.

    Understands a surname or its beginning, two or more names in any order, part of a double surname, a former name,
    the last digits of a phone, a ticket number, a birth date; ё as е; one typo in a surname or in a name beside a
    surname; Russian typed on a Latin keyboard.
    """
    visible = Membership.objects.filter(visible_to(seen_by), in_branch(organisation))
    found = _by_number(text, visible, most) or _by_name(fold(text).split()[:_WORDS], visible, most)
    if not found and text.isascii():
        found = _by_name(fold(text.lower().translate(_LATIN_KEYS)).split()[:_WORDS], visible, most)
    rows = Membership.objects.filter(pk__in=found).select_related("person", "organisation")
    return sorted(rows, key=lambda row: (not row.is_open, row.name_key, row.pk))


def _by_number(text: str, visible: QuerySet[Membership], most: int) -> list[int]:
    text = text.strip()
    if birth_date := _as_date(text):
        return _ids([visible.filter(birth_date=birth_date)], most)
    tickets = visible.filter(ticket_number__in=[text, text.upper(), text.lstrip("№ ")]) if text else None
    if not text or not _DIGITS.fullmatch(text):
        return _ids([tickets], most) if tickets is not None and any(sign.isdigit() for sign in text) else []
    digits = "".join(sign for sign in text if sign.isdigit())
    by_phone = visible.filter(_phone_ends_with(digits)) if len(digits) >= 4 else None
    return _ids([rows for rows in (tickets, by_phone) if rows is not None], most)


def _phone_ends_with(digits: str) -> Q:
    if len(digits) >= 10:
        return Q(phone=f"+7{digits[-10:]}")
    return Q(phone_tail=digits[-4:], phone__endswith=digits) & ~Q(phone="")


def _as_date(text: str) -> date | None:
    if match := _DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_name(words: Sequence[str], visible: QuerySet[Membership], most: int) -> list[int]:
    if not words:
        return []
    exact: list[QuerySet[Membership]] = []
    for place, word in enumerate(words):
        others = _words_begin([*words[:place], *words[place + 1 :]])
        exact.append(visible.filter(_begins("name_key", word), others))
        exact.append(
            visible.filter(person__in=NameAlias.objects.filter(_begins("key", word)).values("person")).filter(others)
        )
        exact.append(visible.filter(_begins("given_key", word), others))
    return _ids(exact, most) or _with_one_typo(words, visible, most)


def _with_one_typo(words: Sequence[str], visible: QuerySet[Membership], most: int) -> list[int]:
    """The typo stands in the surname (dictionary of deletions), or the surname is right and another word is not."""
    known = SurnameDeletion.objects.filter(deletion__in={key for word in words for key in deletions(word)})
    pairs = set(known.values_list("surname", flat=True))
    found: list[QuerySet[Membership]] = []
    for place, word in enumerate(words):
        surnames = [surname for surname in pairs if within_one_typo(word, surname)]
        if surnames:
            near = reduce(or_, (_is_surname(surname) for surname in surnames))
            found.append(visible.filter(near, _words_begin([*words[:place], *words[place + 1 :]])))
    return (_ids(found, most) if found else []) or _typo_beside_surname(words, visible, pairs, most)


def _typo_beside_surname(
    words: Sequence[str], visible: QuerySet[Membership], surnames: Iterable[str], most: int
) -> list[int]:
    for surname in set(words) & set(surnames):
        others = [word for word in words if word != surname]
        rows = visible.filter(_is_surname(surname)).values_list("id", "given_key")[:2000]
        if found := [id_ for id_, given in rows if all(_near(word, given.split()) for word in others)]:
            return found[:most]
    return []


def _near(word: str, given: Sequence[str]) -> bool:
    return any(part.startswith(word) or within_one_typo(word, part) for part in given)


def _ids(queries: Sequence[QuerySet[Membership]], most: int) -> list[int]:
    """The ids of all the queries, each cut on its own (so each walks its own index), in one statement."""
    cut = [rows.order_by().values_list("id", flat=True)[:most] for rows in queries]
    united = cut[0].union(*cut[1:]) if len(cut) > 1 else cut[0]
    return list(united[:most] if len(cut) > 1 else united)


def _begins(column: str, word: str) -> Q:
    """A prefix as a range: unlike LIKE it keeps its index under row-level security (data.md "Schema")."""
    return Q(**{f"{column}__gte": word, f"{column}__lt": f"{word}\U0010ffff"})


def _is_surname(surname: str) -> Q:
    return Q(name_key=surname) | Q(name_key__gte=f"{surname}  ", name_key__lt=f"{surname}  \U0010ffff")


def _words_begin(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(name_key__contains=f" {word}") | Q(name_key__startswith=word)
    return condition
