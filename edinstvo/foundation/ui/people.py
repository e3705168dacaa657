"""Names, telephones and numbers of organisations as they are written."""

import re

import phonenumbers

from edinstvo.foundation.ui.typography import NBSP

_LETTERS = re.compile(r"[^\W\d_]")


def full_name(person: object) -> str:
    """«Орешкина Светлана Николаевна» from anything with last_name, first_name and middle_name."""
    parts = (getattr(person, part, "") or "" for part in ("last_name", "first_name", "middle_name"))
    return " ".join(part for part in parts if part)


def initials(name: str) -> str:
    """«Орешкина С. Н.» from a full name, surname first; «Анна-Мария» gives «А.-М.», «оглы» is left out."""
    surname, *given = name.split()[:3] or [""]
    return NBSP.join([surname, *(_initial(part) for part in given if part[0].isupper())])


def phone_in_words(number: str) -> str:
    """«+7 910 555-01-12» from +79105550112; what is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)).replace(" ", NBSP)


def inpo_in_words(inpo: str) -> str:
    """«44-007-0123-2» from ten digits (domain.md 4.2)."""
    return f"{inpo[:2]}-{inpo[2:5]}-{inpo[5:9]}-{inpo[9:]}" if len(inpo) == 10 else inpo


def _initial(part: str) -> str:
    return "-".join(f"{half[0]}." for half in part.split("-") if _LETTERS.match(half))
