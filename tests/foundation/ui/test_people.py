"""Names, telephones and numbers of organisations."""

from types import SimpleNamespace

import pytest

from edinstvo.foundation.ui.people import full_name, initials, inpo_in_words, phone_in_words


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Орешкина Светлана Николаевна", "Орешкина С. Н."),
        ("Белозёрская-Воскресенская Анна-Мария", "Белозёрская-Воскресенская А.-М."),
        ("Гусейнов Рамиз Алиага оглы", "Гусейнов Р. А."),
        ("Гусейнов Рамиз оглы", "Гусейнов Р."),
        ("Ким", "Ким"),
        ("", ""),
    ],
)
def test_shortens_a_name_to_the_surname_and_initials(name: str, short: str) -> None:
    assert initials(name) == short.replace(" ", "\u00a0")


def test_writes_a_full_name_without_a_gap_where_the_patronymic_is_missing() -> None:
    assert full_name(SimpleNamespace(last_name="Ким", first_name="Ирина", middle_name="")) == "Ким Ирина"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+79105550112", "+7 910 555-01-12"), ("+375291234567", "+375 29 123-45-67"), ("не знаю", "не знаю")],
)
def test_writes_a_telephone_in_groups(stored: str, shown: str) -> None:
    assert phone_in_words(stored).replace("\u00a0", " ") == shown


def test_writes_an_inpo_with_hyphens() -> None:
    assert inpo_in_words("4400701232") == "44-007-0123-2"
    assert inpo_in_words("12") == "12"
