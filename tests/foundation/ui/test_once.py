"""A form acts once, however often it is sent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.ui.actions.claim_sending import KEPT_FOR, SentAlready, claim_sending
from edinstvo.foundation.ui.models import Sending
from tests.cast import NOW, OPERATOR, TODAY, a_user
from tests.foundation.ui.addresses import DONE


@pytest.fixture(autouse=True)
def _nothing_done() -> Iterator[None]:
    DONE.clear()
    yield
    DONE.clear()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_the_same_form_sent_again_leads_to_the_same_place_and_does_nothing(client: Client) -> None:
    client.force_login(a_user("oreshkina"))
    form = {"once": str(uuid4()), "wish": "found"}
    first, second = client.post("/act/", form), client.post("/act/", form)
    assert first.headers["Location"] == second.headers["Location"] == "/done/found/"
    assert DONE == ["found"]


@pytest.mark.django_db
def test_a_form_shown_again_with_errors_may_be_sent_again(client: Client) -> None:
    client.force_login(a_user("oreshkina"))
    token = str(uuid4())
    assert client.post("/act/", {"once": token, "wish": "wrong"}).status_code == 422
    client.post("/act/", {"once": token, "wish": "right"})
    assert DONE == ["right"]


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "not a token", "'; DROP TABLE ui_sending; --"])
def test_a_form_without_a_token_acts_as_often_as_it_is_sent(client: Client, token: str) -> None:
    client.force_login(a_user("oreshkina"))
    for _ in range(2):
        client.post("/act/", {"once": token, "wish": "found"})
    assert DONE == ["found", "found"]


@pytest.mark.django_db
def test_nobody_learns_where_anothers_form_led() -> None:
    form = {"once": str(uuid4()), "wish": "found"}
    signed_in(a_user("oreshkina")).post("/act/", form)
    assert signed_in(a_user("lebedev")).post("/act/", form).headers["Location"] == "/act/"


@pytest.mark.django_db
def test_old_tokens_are_swept_away() -> None:
    actor = actor_of(a_user("oreshkina"), on=TODAY, address="")
    claim_sending(actor=actor, token=uuid4(), at=NOW)
    claim_sending(actor=actor, token=uuid4(), at=NOW + KEPT_FOR + timedelta(seconds=1))
    assert Sending.objects.count() == 1


@pytest.mark.django_db
def test_the_first_claim_holds_and_a_command_has_no_forms() -> None:
    actor, token = actor_of(a_user("oreshkina"), on=TODAY, address=""), uuid4()
    claim_sending(actor=actor, token=token, at=NOW)
    with pytest.raises(SentAlready):
        claim_sending(actor=actor, token=token, at=NOW)
    with pytest.raises(ValueError, match="login"):
        claim_sending(actor=OPERATOR, token=token, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_buttons_pressed_at_the_same_moment_act_once() -> None:
    user = a_user("oreshkina")
    clients, form = [signed_in(user) for _ in range(4)], {"once": str(uuid4()), "wish": "found"}

    def press(client: Client) -> str:
        try:
            return client.post("/act/", form).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        assert set(together.map(press, clients)) == {"/done/found/"}
    assert DONE == ["found"]
