"""What a number in a search can mean: a birth date or year, a ticket, the end of a phone."""

import re
from datetime import date

from django.db.models import Q

_DATE = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"[+\d\s().\-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What follows a date or a year on paper: "of the year", "year of birth".
_OF_BIRTH = re.compile(r"(?<=\d)\s*(?:г\.?\s*р\.?|года?|г)\.?(?!\w)", re.IGNORECASE)


def told_apart(text: str) -> tuple[str, str]:
    """(the words that have no digit, the others), each in their order."""
    words = _OF_BIRTH.sub(" ", text).split()
    numbers = [word for word in words if any(sign.isdecimal() for sign in word)]
    return " ".join(word for word in words if word not in numbers), " ".join(word.strip(",;") for word in numbers)


def meanings(text: str, *, on: date) -> list[Q]:
    """The conditions of stays that the number may mean, none where it is no number; `on` is today."""
    if not any(sign.isdecimal() for sign in text):
        return []
    if birth_date := _as_date(text, on):
        return [Q(birth_date=birth_date)]
    ticket = text.lstrip("№ ")
    meant = [Q(ticket_number__in=[text, ticket, ticket.upper()]) & ~Q(ticket_number="")]
    digits = "".join(sign for sign in text if sign.isdecimal())
    if len(digits) >= 4 and _DIGITS.fullmatch(text):
        meant.append(_phone_ends_with(digits))
    return meant


def years_of_birth(text: str, *, on: date) -> list[Q]:
    """The condition of whoever was born in that year, where it is one: too many to be asked for without a name."""
    if not _YEAR.fullmatch(text) or int(text) > on.year:
        return []
    return [Q(birth_date__gte=date(int(text), 1, 1), birth_date__lte=date(int(text), 12, 31))]


def _phone_ends_with(digits: str) -> Q:
    if len(digits) >= 10:
        return Q(phone__in=[f"+{digits}", f"+7{digits[-10:]}"]) & ~Q(phone="")
    return Q(phone_tail=digits[-4:], phone__endswith=digits) & ~Q(phone="")


def _as_date(text: str, on: date) -> date | None:
    if match := _DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    if year < 100:
        # Nobody on record is younger than a schoolchild (domain.md 2), so 12 is 1912 until long after 2012.
        year += 2000 if 2000 + year <= on.year - 14 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None
