"""Telephone numbers as people write them, to E.164."""

import re
from functools import lru_cache

import phonenumbers

from edinstvo.foundation.tables.model import Cell

LONGEST = 120
_SEPARATOR = re.compile(r"[;,/\\|\n]|\s+и\s+|\s+или\s+")
_EXTENSION = re.compile(r"(?:доб|вн|внутр|ext)[. :№]*\d+.*$", re.I)
_SCIENTIFIC = re.compile(r"(\d)[.,]?(\d*)e\+?(\d{1,2})", re.I)
_MOBILE = re.compile(r"(?<!\d)(?:\+?\s?7|8)?[\s(.\-–]*9\d{2}[\s).\-–]*\d{3}[\s.\-–]*\d{2}[\s.\-–]*\d{2}(?!\d)")
_NOT_DIGIT = re.compile(r"\D+")
_BETWEEN_DIGITS = str.maketrans("", "", " ()-\u00a0")


def phone_in(cell: Cell) -> str | None:
    """The first telephone number of a cell that can be called, as +79123456789; None when there is none.

    A Russian number may lack its +7 or begin with 8; a foreign one needs its +. Of several numbers the first sound one
    counts, a mobile one before a landline.
    """
    if isinstance(cell, float):
        return _phone(f"{cell:.0f}") if cell.is_integer() else None
    return _phone(str(cell)[:LONGEST])


def _phone(text: str) -> str | None:
    return _plain_mobile(text.translate(_BETWEEN_DIGITS)) or _unusual(text)


@lru_cache(maxsize=8_192)
def _unusual(text: str) -> str | None:
    if match := _SCIENTIFIC.search(text):
        return _unfolded(match[1] + match[2], power=int(match[3]))
    text = _EXTENSION.sub("", text)
    if match := _MOBILE.search(text):
        return "+7" + _NOT_DIGIT.sub("", match[0])[-10:]
    return next(filter(None, map(_called, [*_SEPARATOR.split(text), text])), None)


def _plain_mobile(digits: str) -> str | None:
    """+79123456789, 89123456789 or 9123456789, as nearly all are written."""
    tail = digits[-10:]
    is_whole = digits[:-10] in ("", "7", "8", "+7", "+8") and len(tail) == 10
    return f"+7{tail}" if is_whole and tail[0] == "9" and tail.isascii() and tail.isdigit() else None


def _unfolded(mantissa: str, *, power: int) -> str | None:
    """Excel's 8.9123456789E+10 is a number only while all of its digits are there."""
    return _phone(mantissa) if len(mantissa) == power + 1 else None


def _called(text: str) -> str | None:
    digits = _NOT_DIGIT.sub("", text)
    if not 10 <= len(digits) <= 15:
        return None
    is_foreign = "+" in text and not digits.startswith(("7", "8"))
    if not is_foreign and len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if not is_foreign and len(digits) != 10:
        return None
    try:
        number = phonenumbers.parse(f"+{digits}" if is_foreign else f"+7{digits}", None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
