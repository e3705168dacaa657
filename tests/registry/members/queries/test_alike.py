"""Who is likely the person on a card: the same signs as of likely duplicates, as far as the actor sees."""

from datetime import date

import pytest

from edinstvo.registry.members.queries.alike import alike
from tests.cast import OPERATOR, Cast, a_union, chair
from tests.registry.members.people import a_former_member, a_member, person

BORN = date(1980, 2, 1)
PHONE = "+79105550112"
VETROVA = "Ветрова Нина Степановна"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(
    ("name", "born", "phone"),
    [
        ("Ветрва Нина Степановна", BORN, ""),
        ("Ветрова Нина Степанвна", BORN, ""),
        ("Ветрова Нинель", None, PHONE),
        (VETROVA, None, PHONE),
    ],
)
def test_one_typo_or_one_telephone_is_told(cast: Cast, name: str, born: date | None, phone: str) -> None:
    stay = a_member(cast.berezovka, VETROVA, BORN, phone=PHONE, sex="female")
    assert alike(person(name, born, phone=phone), seen_by=OPERATOR) == [stay]


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        ("Зимина Нина Степановна", BORN, {}),
        ("Ветрва Нина Степановна", date(1980, 2, 2), {}),
        ("Зимина Нина Степановна", None, {"phone": PHONE}),
        (VETROVA, date(1990, 2, 1), {"phone": PHONE}),
        ("Ветрва Нина Степановна", BORN, {"sex": "male"}),
        (VETROVA, None, {}),
    ],
)
def test_others_are_not(cast: Cast, name: str, born: date | None, said: dict[str, str]) -> None:
    a_member(cast.berezovka, VETROVA, BORN, phone=PHONE, sex="female")
    assert alike(person(name, born, **said), seen_by=OPERATOR) == []


def test_strangers_and_former_members_are_not_told(cast: Cast) -> None:
    a_member(cast.mtsensk_school, VETROVA, BORN)
    a_former_member(cast.berezovka, "Ветрова Нина Степановнаа", BORN)
    assert alike(person("Ветрва Нина Степановна", BORN), seen_by=chair(cast.berezovka)) == []
