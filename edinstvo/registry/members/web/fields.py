"""Form fields that understand how people write names, telephones and the state's numbers of a person."""

import re
from collections.abc import Callable
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.members.rules.people import (
    foreign_signs,
    in_ordinary_case,
    is_right_inn,
    is_right_snils,
    mixed_letters,
)
from edinstvo.registry.members.web.words import name_with_signs

_NOT_DIGITS = re.compile(r"\D+")
_LETTER = re.compile(r"[^\W\d_]")


class PersonNameField(forms.CharField):
    """A surname, a name or a patronymic; one line, single spaces, ordinary case."""

    default_error_messages = {
        "no_letters": _("A name is written in letters. Check it"),
        "mixed": _("Latin letters stand among the Russian ones: %(letters)s. Type them anew in Russian"),
    }

    def to_python(self, value: Any) -> str:
        """The name as it is written; raises ValidationError."""
        name = in_ordinary_case(" ".join((super().to_python(value) or "").split()))
        if name and not _LETTER.search(name):
            raise ValidationError(self.error_messages["no_letters"], code="no_letters")
        if signs := foreign_signs(name):
            raise ValidationError(name_with_signs(signs), code="signs")
        if letters := mixed_letters(name):
            raise ValidationError(self.error_messages["mixed"], code="mixed", params={"letters": ", ".join(letters)})
        return name


class PhoneField(forms.CharField):
    """A telephone in any writing: 8 (910) 555-01-12, 910 555 01 12, +375 29 123-45-67. Kept in E.164."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "class": "short n"})
    default_error_messages = {
        "invalid": _("This is not a whole number. Write it with its code: +7 910 555-01-12"),
    }

    def to_python(self, value: Any) -> str:
        """The number in E.164, or "" where nothing is written; raises ValidationError."""
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "RU")
        except phonenumbers.NumberParseException as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault
        if number.extension or not phonenumbers.is_valid_number(number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def prepare_value(self, value: Any) -> Any:
        """A kept number goes into the field as people read it; what was typed stays as typed."""
        return phone_in_words(value).replace("\u00a0", " ") if isinstance(value, str) else value


class YearsField(forms.RegexField):
    """An age in full years."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a number of years, for example 35")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^\s*[0-9]{1,2}\s*$", **kwargs)

    def clean(self, value: Any) -> int | None:
        """The number, or None where nothing is written; raises ValidationError."""
        typed = super().clean(value)
        return int(typed) if typed else None


class SnilsField(forms.CharField):
    """The number of the pension insurance, 11 digits with any signs between."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n"})
    default_error_messages = {"invalid": _("The digits of this SNILS do not fit together. Check each of them")}

    def to_python(self, value: Any) -> str:
        """Digits only, or ""; raises ValidationError."""
        return _digits(super().to_python(value) or "", is_right_snils, self.error_messages["invalid"])


class InnField(forms.CharField):
    """The taxpayer's number of a person, 12 digits with any signs between."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n"})
    default_error_messages = {"invalid": _("The digits of this INN do not fit together. Check each of them")}

    def to_python(self, value: Any) -> str:
        """Digits only, or ""; raises ValidationError."""
        return _digits(super().to_python(value) or "", is_right_inn, self.error_messages["invalid"])


def _digits(typed: str, is_right: Callable[[str], bool], sentence: Any) -> str:
    digits = _NOT_DIGITS.sub("", typed)
    if typed.strip() and not is_right(digits):
        raise ValidationError(sentence, code="invalid")
    return digits
