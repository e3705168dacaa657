"""What people type into fields, and what is kept of it."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field

from edinstvo.registry.members.web.fields import InnField, PersonNameField, PhoneField, SnilsField, YearsField


def kept(field: Field, typed: str) -> object:
    return field.clean(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Орешкина", "Орешкина"),
        ("  белозёрская-воскресенская ", "Белозёрская-Воскресенская"),
        ("ИВАНОВА", "Иванова"),
        ("АЛИАГА ОГЛЫ", "Алиага оглы"),
        ("Алиага  оглы", "Алиага оглы"),
        ("МакДональд", "МакДональд"),
        ("О’Нил", "О’Нил"),
        ("Smith", "Smith"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_names_are_written(typed: str, name: str) -> None:
    assert kept(PersonNameField(required=False), typed) == name


@pytest.mark.parametrize("typed", ["123", "-", "Ивaнова", "Cергеева"])
def test_a_name_without_letters_or_with_latin_among_russian_ones_is_sent_back(typed: str) -> None:
    with pytest.raises(ValidationError):
        kept(PersonNameField(), typed)


def test_the_latin_letters_are_named() -> None:
    with pytest.raises(ValidationError) as refused:
        kept(PersonNameField(), "Ивaнoвa")
    assert "a, o" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8 (910) 555-01-12", "+79105550112"),
        ("+7 910 555 01 12", "+79105550112"),
        ("9105550112", "+79105550112"),
        ("89105550112", "+79105550112"),
        ("79105550112", "+79105550112"),
        ("+375 29 123-45-67", "+375291234567"),
        ("  ", ""),
    ],
)
def test_a_telephone_is_kept_in_one_writing(typed: str, number: str) -> None:
    assert kept(PhoneField(required=False), typed) == number


@pytest.mark.parametrize("typed", ["2-34-56", "123", "почта", "8 910 555 01 12 доб. 5", "+7 000 000 00 00"])
def test_what_is_no_whole_number_is_sent_back(typed: str) -> None:
    with pytest.raises(ValidationError):
        kept(PhoneField(), typed)


def test_a_kept_telephone_is_shown_as_people_read_it() -> None:
    assert PhoneField().prepare_value("+79105550112") == "+7 910 555-01-12"
    assert PhoneField().prepare_value("555") == "555"


def test_state_numbers_are_checked_by_their_digits() -> None:
    assert kept(SnilsField(), "112-233-445 95") == "11223344595"
    assert kept(InnField(), "5001 0073 2259") == "500100732259"
    assert kept(SnilsField(required=False), "") == ""
    for field, wrong in [(SnilsField(), "112-233-445 96"), (InnField(), "500100732250"), (SnilsField(), "нет")]:
        with pytest.raises(ValidationError):
            kept(field, wrong)


def test_years_are_a_number() -> None:
    assert kept(YearsField(required=False), " 35 ") == 35
    assert kept(YearsField(required=False), "") is None
    for wrong in ("много", "-1", "350"):
        with pytest.raises(ValidationError):
            kept(YearsField(required=False), wrong)
