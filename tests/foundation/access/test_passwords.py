"""Changing a password, by its owner over HTTP and by the action."""

from datetime import timedelta

import pytest
from django.test import Client

from edinstvo.foundation.access.actions.create_user import LoginTaken, create_user
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.actions.put_password import PasswordTooWeak
from edinstvo.foundation.access.actions.set_password import set_password
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.logins import LoginMistyped
from edinstvo.foundation.access.models import OneTimeLink, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import FAILURES_OF_A_LOGIN
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, OPERATOR, PASSWORD, a_union, a_user, actor, chair

NEW = "another long enough sentence"
PAGE = "/password/"
pytestmark = pytest.mark.django_db


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW):  # type: ignore[no-untyped-def]  # the client's answer is a monkey-patched response
    """Send the form as a browser would."""
    return client.post(PAGE, {"old_password": old, "new_password": new, "again": again})


def signed_in(login: str = "oreshkina") -> Client:
    """A browser with an open session."""
    client = Client()
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD}).status_code == 302
    return client


class TestChangingOnesOwn:
    def test_lets_in_by_the_new_one_only(self) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        assert change(signed_in()).status_code == 302
        user.refresh_from_db()
        assert user.check_password(NEW)
        assert not user.check_password(PASSWORD)

    def test_keeps_this_session_and_ends_the_others(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        here, elsewhere = signed_in(), signed_in()
        change(here)
        assert here.get(PAGE).status_code == 200
        assert elsewhere.get(PAGE)["Location"].startswith("/sign-in/")

    def test_stands_in_the_journal_without_any_password(self) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        change(signed_in())
        entry = Entry.objects.get(verb="password_set")
        assert (entry.actor_id, entry.object_id, entry.before, entry.after) == (user.pk, user.pk, {}, {})

    def test_asks_for_the_present_one(self) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        answer = change(signed_in(), old="not this one")
        assert answer.status_code == 422
        assert "Нынешний пароль не\xa0такой" in answer.content.decode()
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_counts_wrong_present_ones_as_guesses(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        client = signed_in()
        for _ in range(FAILURES_OF_A_LOGIN):
            change(client, old="not this one")
        assert change(client).status_code == 429

    @pytest.mark.parametrize(
        ("new", "again", "sentence"),
        [
            ("short", "short", "слишком короткий"),
            ("1234567890", "1234567890", "цифр"),
            ("password123", "password123", "распространён"),
            (NEW, NEW + "!", "Пароли не\xa0совпали"),
            ("", "", "Введите пароль"),
        ],
    )
    def test_refuses_a_weak_one_with_a_sentence(self, new: str, again: str, sentence: str) -> None:
        a_user("oreshkina", password=PASSWORD)
        answer = change(signed_in(), new=new, again=again)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()

    def test_takes_spaces_at_the_ends_as_typed(self) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        change(signed_in(), new=f"  {NEW} ", again=f"  {NEW} ")
        user.refresh_from_db()
        assert user.check_password(f"  {NEW} ")

    def test_is_not_for_strangers(self, client: Client) -> None:
        assert client.get(PAGE)["Location"] == "/sign-in/?next=/password/"


class TestSettingSomebodyElses:
    def test_takes_power_over_the_whole_union(self) -> None:
        cast = a_union()
        user = a_user("oreshkina")
        set_password(actor=actor(Role.STAFF, cast.union), user=user, password=NEW, at=NOW)
        assert User.objects.get(pk=user.pk).check_password(NEW)

    @pytest.mark.parametrize("role", [Role.STAFF, Role.CHAIR, Role.AUDITOR])
    def test_is_refused_to_whoever_has_less(self, role: Role) -> None:
        cast = a_union()
        user = a_user("oreshkina", password=PASSWORD)
        with pytest.raises(PowerMissing):
            set_password(actor=actor(role, cast.kostroma), user=user, password=NEW, at=NOW)
        assert User.objects.get(pk=user.pk).check_password(PASSWORD)

    def test_voids_the_links_that_waited(self) -> None:
        user = a_user("oreshkina")
        issue_one_time_link(actor=OPERATOR, user=user, at=NOW, valid_for=timedelta(days=1))
        set_password(actor=OPERATOR, user=user, password=NEW, at=NOW)
        assert not OneTimeLink.objects.exists()


class TestMakingAUser:
    def test_keeps_the_login_in_lower_case_and_the_name_tidy(self) -> None:
        user = create_user(actor=OPERATOR, login=" SN.Oreshkina ", name=" Орешкина   Светлана ", at=NOW)
        assert (user.login, user.name) == ("sn.oreshkina", "Орешкина Светлана")

    def test_stands_in_the_journal(self) -> None:
        user = create_user(actor=OPERATOR, login="oreshkina", name="Орешкина", at=NOW, password=NEW)
        entry = Entry.objects.get(verb="user_created")
        assert (entry.object_id, entry.after) == (user.pk, {"login": "oreshkina"})

    def test_without_a_password_lets_nobody_in(self) -> None:
        user = create_user(actor=OPERATOR, login="oreshkina", name="Орешкина", at=NOW)
        assert not user.has_usable_password()

    def test_gives_nothing_to_do(self) -> None:
        user = create_user(actor=OPERATOR, login="oreshkina", name="Орешкина", at=NOW)
        assert not user.grants.exists()

    @pytest.mark.parametrize("login", ["", "ab", "two words", "-dash", "x" * 65, "a/b/c", "new\nline"])
    def test_refuses_a_login_nobody_could_type(self, login: str) -> None:
        with pytest.raises(LoginMistyped):
            create_user(actor=OPERATOR, login=login, name="Орешкина", at=NOW)

    @pytest.mark.parametrize("login", ["oreshkina", "OreshkinA", "ｏreshkina"])
    def test_refuses_a_login_that_is_taken_in_any_shape(self, login: str) -> None:
        a_user("oreshkina")
        with pytest.raises(LoginTaken):
            create_user(actor=OPERATOR, login=login, name="Другая", at=NOW)
        assert not Entry.objects.filter(verb="user_created").exists()

    def test_refuses_a_weak_password(self) -> None:
        with pytest.raises(PasswordTooWeak) as refusal:
            create_user(actor=OPERATOR, login="oreshkina", name="Орешкина", at=NOW, password="123")
        assert len(refusal.value.sentences) == 3
        assert not User.objects.exists()

    def test_takes_power_over_organisations(self) -> None:
        cast = a_union()
        with pytest.raises(PowerMissing):
            create_user(actor=chair(cast.galich), login="oreshkina", name="Орешкина", at=NOW)
        with pytest.raises(PowerMissing):
            create_user(actor=Actor(user_id=None, name=""), login="oreshkina", name="Орешкина", at=NOW)
