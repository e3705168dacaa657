"""Form fields that understand what people type."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.moments import day_short

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTHS_IN_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The patterns walk a text several times over: thousands of spaces would keep a process busy for hours.
_LONGEST = 60
_LONGEST_SEARCH = 100
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4}|\d{2})")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(\d{1,2})[\s.\-]*([^\W\d_]+)[\s.,\-]*(\d{4})")
_TAIL = re.compile(r"[\s,.]*(?:г(?:\.|ода?)?)?[\s.]*$", re.IGNORECASE)


class DayField(forms.DateField):
    """A date as text: 30.07.1991, 30/7/91, 30-07-1991, 30071991, 300791, 1991-07-30, 30 июля 1991 г.

    Shown as dd.mm.yyyy. Two digits of a year mean the last hundred years. A day that does not exist is told from a
    text that is no date: the first names itself («31.02.1991: такого дня нет»).
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("This is not a date. Write it like 30.07.1991"),
        "no_such_day": _("There is no such day in the calendar. Check the day and the month"),
    }

    def to_python(self, value: Any) -> date | None:
        """The date that was typed; raises ValidationError."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        parts = date_parts(value)
        if parts is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return date(*parts)
        except ValueError as fault:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from fault

    def prepare_value(self, value: Any) -> Any:
        """A stored date goes into the field as dd.mm.yyyy; what was typed stays as typed."""
        return day_short(value) if isinstance(value, date) else value


class PastDayField(DayField):
    """A day that has come: today or earlier. The form says so itself, beside everything else that is wrong with it."""

    default_error_messages = {"to_come": _("This day has not come yet. Check the year")}

    def validate(self, value: Any) -> None:
        """Raise ValidationError for a day that lies ahead."""
        super().validate(value)
        if isinstance(value, date) and value > timezone.localdate():
            raise ValidationError(self.error_messages["to_come"], code="to_come")


class SearchField(forms.CharField):
    """Words to look for: whatever was typed is taken, what no text holds finds nothing."""

    def to_python(self, value: Any) -> str:
        """The words as `search_words` reads them."""
        return search_words(value) if isinstance(value, str) else ""


def search_words(typed: str) -> str:
    """What was typed into a search box as one line of at most 100 characters."""
    return " ".join(typed.replace("\0", " ").split())[:_LONGEST_SEARCH].strip()


def date_parts(typed: str) -> tuple[int, int, int] | None:
    """(year, month, day) as typed, existing or not, or None when the text is no date."""
    if len(typed) > _LONGEST:
        return None
    text = _TAIL.sub("", typed.strip()).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _SOLID.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _full_year(match[3]), int(match[2]), int(match[1])
    if (match := _IN_WORDS.fullmatch(text)) and (month := _month(match[2])):
        return int(match[3]), month, int(match[1])
    return None


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    recent = 2000 + int(digits)
    return recent if recent <= date.today().year else recent - 100  # a form stands at the door


def _month(word: str) -> int | None:
    word = word.casefold()
    for names in (_MONTHS, _MONTHS_IN_ENGLISH):
        # «мая» and «май» share only «ма», so March must be asked first: it is, by its place in the year.
        for month, name in enumerate(names, start=1):
            if word.startswith(name):
                return month
    return None


class SignField(forms.RegexField):
    """How what an act concerns stood when its page was made, as 32 hexadecimal digits; hidden, and sent back."""

    def __init__(self) -> None:
        super().__init__(r"^[0-9a-f]{32}\Z", required=False, widget=forms.HiddenInput)


def id_typed(text: str) -> int | None:
    """The id of a row in an address or a form; None for what is no number, or greater than any."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
