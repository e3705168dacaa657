"""The page on which a lost second step is taken away."""

import pytest
from django.test import Client

from edinstvo.foundation.access.models import Authenticator
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from tests.cast import a_union, a_user, visitor
from tests.foundation.access.factors import with_app

pytestmark = pytest.mark.django_db
PAGE = "/organisations/lost-device/"
SURE = {"reason": "Пришла сама", "is_sure": "on"}


def test_takes_it_from_somebody_below_after_a_question() -> None:
    cast = a_union()
    with_app(a_user("galich", name="Орешкина Светлана", grants=[(Role.CHAIR, cast.galich)]))
    browser = visitor(Role.STAFF, cast.kostroma)
    asked = browser.post(PAGE, {"login": " Galich ", "reason": "Пришла сама"})
    assert "Орешкина" in asked.content.decode()
    assert Authenticator.objects.exists()
    done = browser.post(PAGE, {"login": "galich", **SURE}, follow=True)
    assert "снят" in done.content.decode()
    assert not Authenticator.objects.exists()
    entry = Entry.objects.get(verb="second_factor_reset")
    assert (entry.reason, entry.region_id, entry.territory_id) == ("Пришла сама", cast.kostroma.pk, cast.galich.pk)


def test_says_the_same_of_a_stranger_of_somebody_above_and_of_nobody(client: Client) -> None:
    cast = a_union()
    with_app(a_user("oryol", grants=[(Role.CHAIR, cast.mtsensk)]))
    with_app(a_user("centre", grants=[(Role.STAFF, cast.union)]))
    a_user("without", grants=[(Role.CHAIR, cast.galich)])
    browser = visitor(Role.STAFF, cast.kostroma)
    for login in ("oryol", "centre", "without", "nobody-here"):
        answer = browser.post(PAGE, {"login": login, **SURE})
        assert answer.status_code == 422
        assert "Нет такого логина" in answer.content.decode().replace("\u00a0", " ")
    assert Authenticator.objects.count() == 2
    assert visitor(Role.CHAIR, cast.galich).get(PAGE).status_code == 404
    assert client.get(PAGE)["Location"].startswith("/sign-in/")
