"""Questions kept under a name: chips above the list, of one's own alone, thirty at most."""

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.actions.save_list import MOST_LISTS
from edinstvo.registry.members.models import SavedList
from tests.cast import NOW, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in

QUESTION = "organisation={inpo}&state=former&left_from=01.01.2024"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def save(client: Client, cast: Cast, name: str) -> int:
    address = f"/members/lists/new/?{QUESTION.format(inpo=cast.berezovka.inpo)}"
    return client.post(address, {"name": name}).status_code


def test_a_saved_list_stands_above_the_list_until_its_owner_deletes_it(cast: Cast) -> None:
    a_former_member(cast.berezovka, "Бывшая Вера")
    a_member(cast.berezovka, "Абрамова Анна")
    client, other = chair_of(cast.berezovka), signed_in(Role.OPERATOR, cast.berezovka)
    assert save(client, cast, "Ушли в 2024") == 302
    assert save(client, cast, "Ушли в 2024") == 422
    saved = SavedList.objects.get()
    page = client.get("/members/").text
    chip = f"?organisation={cast.berezovka.inpo}&amp;state=former&amp;left_from=2024-01-01"
    assert f'<a class="chip" href="{chip}">Ушли в 2024</a>' in page
    shown = client.get(f"/members/{chip.replace('&amp;', '&')}").text
    assert f'<a class="chip" href="{chip}" aria-current="true">' in shown
    assert "Бывшая Вера" in shown
    assert "Абрамова Анна" not in shown
    assert "Ушли в 2024" not in other.get("/members/").text
    assert other.post(f"/members/lists/{saved.pk}/forgetting/").status_code == 404
    assert client.post(f"/members/lists/{saved.pk}/forgetting/").status_code == 302
    assert not SavedList.objects.exists()


def test_there_are_thirty_at_most(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    save(client, cast, "Первый")
    owner = SavedList.objects.get().user
    rest = [SavedList(user=owner, name=str(n), question="", saved_at=NOW) for n in range(MOST_LISTS - 1)]
    SavedList.objects.bulk_create(rest)
    assert save(client, cast, "Лишний") == 422
    assert SavedList.objects.count() == MOST_LISTS


def test_the_pages_ask_little(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = chair_of(cast.berezovka)
    save(client, cast, "Ушли")
    for address in ("/members/", "/members/?on=01.01.2024", "/members/lists/"):
        with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]  # a fixture of the library
            assert client.get(address).status_code == 200, address
