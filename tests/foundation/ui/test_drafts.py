"""Drafts: a long form is not lost, and nobody reads another's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.ui.actions.discard_draft import discard_draft
from edinstvo.foundation.ui.actions.save_draft import MOST_CHARACTERS, DraftTooLarge, save_draft
from edinstvo.foundation.ui.models import Draft
from edinstvo.foundation.ui.queries import draft_of
from tests.cast import NOW, OPERATOR, TODAY, a_user
from tests.foundation.retention.nights import night

pytestmark = pytest.mark.django_db
ADDRESS = "/drafts/members-admit/new/"
AUTO = {"X-Draft": "auto"}


@pytest.fixture
def oreshkina(client: Client) -> User:
    user = a_user("oreshkina")
    client.force_login(user)
    return user


def kept(user: User, *, subject: str = "new") -> Draft | None:
    return draft_of(form="members-admit", subject=subject, seen_by=actor_of(user, on=TODAY, address=""))


def test_the_script_keeps_it_quietly(client: Client, oreshkina: User) -> None:
    typed = {"last_name": "Белозёрская", "wishes": ["a", "b"], "next": "/", "once": "1"}
    answer = client.post(ADDRESS, typed, headers=AUTO)
    assert (answer.status_code, answer.content) == (204, b"")
    draft = kept(oreshkina)
    assert draft is not None
    assert draft.initial == {"last_name": "Белозёрская", "wishes": ["a", "b"]}


def test_the_button_keeps_it_and_leads_back_to_the_form(client: Client, oreshkina: User) -> None:
    answer = client.post(ADDRESS, {"last_name": "Ким"}, headers={"Referer": "http://testserver/members/admission/"})
    assert answer.headers["Location"] == "http://testserver/members/admission/"
    assert kept(oreshkina) is not None


def test_the_newest_stands_over_the_one_before(client: Client, oreshkina: User) -> None:
    client.post(ADDRESS, {"last_name": "К"}, headers=AUTO)
    client.post(ADDRESS, {"first_name": "Ирина"}, headers=AUTO)
    assert Draft.objects.get().initial == {"first_name": "Ирина"}


def test_belongs_to_whoever_wrote_it(client: Client, oreshkina: User) -> None:
    other = a_user("lebedev")
    client.post(ADDRESS, {"last_name": "Ким"}, headers=AUTO)
    assert kept(other) is None
    discard_draft(actor=actor_of(other, on=TODAY, address=""), form="members-admit", subject="new")
    assert kept(oreshkina) is not None


def test_each_subject_has_its_own(client: Client, oreshkina: User) -> None:
    client.post(ADDRESS, {"last_name": "Ким"}, headers=AUTO)
    assert kept(oreshkina, subject="7") is None


def test_can_be_forgotten_with_a_button(client: Client, oreshkina: User) -> None:
    client.post(ADDRESS, {"last_name": "Ким"}, headers=AUTO)
    client.post(ADDRESS, {"last_name": "Ким", "discard": "yes"})
    assert kept(oreshkina) is None


def test_a_stranger_keeps_nothing(client: Client) -> None:
    assert client.post(ADDRESS, {"last_name": "Ким"}).status_code == 302
    assert not Draft.objects.exists()


def test_more_than_a_form_holds_is_refused(client: Client, oreshkina: User) -> None:
    assert client.post(ADDRESS, {"words": "я" * MOST_CHARACTERS}, headers=AUTO).status_code == 413
    with pytest.raises(DraftTooLarge):
        save_draft(
            actor=actor_of(oreshkina, on=TODAY, address=""),
            form="f",
            subject="s",
            data={"words": ["x"] * (MOST_CHARACTERS + 1)},
            at=NOW,
        )


def test_an_operator_has_none() -> None:
    discard_draft(actor=OPERATOR, form="f", subject="s")
    assert draft_of(form="f", subject="s", seen_by=OPERATOR) is None


def test_no_address_leads_to_it_by_a_visit(client: Client, oreshkina: User) -> None:
    assert reverse("ui:draft", args=["members-admit", "new"]) == ADDRESS
    assert client.get(ADDRESS).status_code == 405


def test_is_forgotten_when_nobody_has_touched_it_for_long(oreshkina: User) -> None:
    actor = actor_of(oreshkina, on=TODAY, address="")
    for subject, days in (("new", 1), ("12", -1)):
        at = NOW - timedelta(days=120 + days)
        save_draft(actor=actor, form="members-admit", subject=subject, data={"last_name": ["Ким"]}, at=at)
    assert night("ui.drafts", TODAY) == 1
    assert kept(oreshkina) is None
    assert kept(oreshkina, subject="12") is not None
