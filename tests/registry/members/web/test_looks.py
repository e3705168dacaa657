"""What the note of a look keeps of what was typed."""

import pytest

from edinstvo.registry.members.web.looks import without_numbers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Иванова Анна", "Иванова Анна"),
        ("Иванова 12.03.1968", "Иванова 12.03.1968"),
        ("+7 (910) 555-01-12", "…12"),
        ("8 910 555 01 12 Анна", "…12 Анна"),
        ("112-233-445 95", "…95"),
        ("0112", "0112"),
        ("", ""),
    ],
)
def test_a_number_is_known_by_its_end_alone(typed: str, kept: str) -> None:
    assert without_numbers(typed) == kept
