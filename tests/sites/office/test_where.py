"""Acting in several organisations, one at a time."""

import pytest
from django.test import Client

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from tests.cast import TODAY, Cast, a_union, a_user

pytestmark = pytest.mark.django_db
NAME = "<h1>ППО Берёзовской средней школы</h1>"


@pytest.fixture
def cast() -> Cast:
    """The small union."""
    return a_union()


@pytest.fixture
def smolin(client: Client, cast: Cast) -> Client:
    """The chair of a school who also works for a district."""
    client.force_login(a_user("smolin", grants=[(Role.CHAIR, cast.berezovka), (Role.STAFF, cast.buy)]))
    return client


def test_begins_with_the_widest(smolin: Client) -> None:
    page = smolin.get("/").text
    assert "<h1>Буйская городская организация</h1>" in page
    assert 'href="/where/"' in page


def test_offers_each_of_them_once(smolin: Client, cast: Cast) -> None:
    places = smolin.get("/where/").context["places"]
    assert [head.pk for _, head in places] == [cast.buy.pk, cast.berezovka.pk]


def test_stays_where_it_was_chosen(smolin: Client, cast: Cast) -> None:
    assert smolin.post("/where/", {"branch": f"primary:{cast.berezovka.pk}"})["Location"] == "/"
    assert NAME in smolin.get("/").text
    assert NAME in smolin.get("/").text
    smolin.post("/where/", {"branch": f"territory:{cast.buy.pk}"})
    assert NAME not in smolin.get("/").text


@pytest.mark.parametrize("branch", ["", "union:0", "region:1", "primary:nonsense", "\x00", "x" * 5000])
def test_is_never_somebody_elses(smolin: Client, branch: str) -> None:
    smolin.post("/where/", {"branch": branch})
    assert "<h1>Буйская городская организация</h1>" in smolin.get("/").text


def test_falls_back_when_the_role_ends(smolin: Client, cast: Cast) -> None:
    smolin.post("/where/", {"branch": f"primary:{cast.berezovka.pk}"})
    Grant.objects.filter(organisation_id=cast.berezovka.pk).update(valid_until=TODAY)
    assert "<h1>Буйская городская организация</h1>" in smolin.get("/").text


def test_is_not_asked_of_somebody_with_one_place(client: Client, cast: Cast) -> None:
    client.force_login(a_user("oreshkina", grants=[(Role.CHAIR, cast.berezovka)]))
    assert 'href="/where/"' not in client.get("/").text
    assert "в нескольких организациях" not in client.get("/where/").text


def test_is_not_for_strangers(client: Client) -> None:
    assert client.get("/where/")["Location"] == "/sign-in/?next=/where/"
    assert client.post("/where/", {"branch": "union:0"}).status_code == 302
