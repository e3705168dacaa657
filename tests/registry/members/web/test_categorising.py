"""A category for a whole list: chosen by a person, never beforehand, from a day that has come."""

import pytest
from django.test import Client

from edinstvo.foundation.queue.models import Work
from edinstvo.registry.members.models import BulkAct
from tests.cast import Cast, a_union
from tests.registry.members.people import a_member
from tests.registry.members.web.doors import chair_of

ADDRESS = "/members/category/"
SAID = {"category": "pedagogical", "since": "01.09.2026", "count": "2"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def client(cast: Cast) -> Client:
    for name in ("Ветрова Нина", "Белова Анна"):
        a_member(cast.berezovka, name)
    return chair_of(cast.berezovka)


def test_says_how_many_are_concerned_and_chooses_nothing_beforehand(client: Client) -> None:
    page = client.get(ADDRESS).text.replace("\xa0", " ")
    assert "2 человека" in page
    assert '<option value="" selected>Выберите категорию</option>' in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"category": ""}, "category"),
        ({"since": "01.01.2030"}, "since"),
        ({"since": ""}, "since"),
        ({"count": "3"}, "__all__"),
    ],
)
def test_refuses_what_was_not_said_or_cannot_be(client: Client, said: dict[str, str], told: str) -> None:
    answer = client.post(ADDRESS, {**SAID, **said})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [told])
    assert not Work.objects.exists()


def test_begins_the_work_for_exactly_those(client: Client) -> None:
    answer = client.post(ADDRESS, SAID)
    act = BulkAct.objects.get()
    assert answer.headers["Location"] == f"/members/category/{act.pk}/"
    assert Work.objects.count() == 1
