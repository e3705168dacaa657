"""Links that open the door once."""

import re
from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.create_user import LoginTaken, create_user
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.actions.put_password import PasswordTooWeak
from edinstvo.foundation.access.actions.use_one_time_link import use_one_time_link
from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.links import LinkDead
from edinstvo.foundation.access.models import Grant, OneTimeLink, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, OPERATOR, PASSWORD, a_union, a_user, actor

DAY = timedelta(days=1)
FORM = {"new_password": PASSWORD, "again": PASSWORD}


def a_link(user: User, *, at: Any = NOW) -> str:
    """The token of a link that is good for a day."""
    return issue_one_time_link(actor=OPERATOR, user=user, at=at, valid_for=DAY)


def a_newcomer() -> User:
    """Somebody with a login and without a password."""
    return create_user(actor=OPERATOR, login="oreshkina", name="Орешкина С. Н.", at=NOW)


def use(token: str, **said: Any) -> User:
    """Come in by the link."""
    return use_one_time_link(**{"token": token, "password": PASSWORD, "address": "192.0.2.1", "at": NOW, **said})


@pytest.mark.django_db
class TestALink:
    def test_gives_a_password_and_then_is_dead(self) -> None:
        token = a_link(a_newcomer())
        assert use(token).check_password(PASSWORD)
        with pytest.raises(LinkDead):
            use(token, password="something else entirely")
        assert User.objects.get().check_password(PASSWORD)

    def test_is_kept_as_a_hash_only(self) -> None:
        token = a_link(a_newcomer())
        kept = OneTimeLink.objects.values_list("token_hash", flat=True).get()
        assert token not in kept
        with pytest.raises(LinkDead):
            use(kept)

    def test_dies_of_waiting(self) -> None:
        token = a_link(a_newcomer())
        with pytest.raises(LinkDead):
            use(token, at=NOW + DAY)
        assert use(token, at=NOW + DAY - timedelta(seconds=1)).login == "oreshkina"

    def test_dies_when_a_newer_one_is_given(self) -> None:
        user = a_newcomer()
        older, newer = a_link(user), a_link(user)
        with pytest.raises(LinkDead):
            use(older)
        assert use(newer).pk == user.pk

    def test_of_another_user_lives_on(self) -> None:
        token = a_link(a_newcomer())
        a_link(a_user("belova"))
        assert use(token).login == "oreshkina"

    def test_dies_with_its_user(self) -> None:
        user = a_newcomer()
        token = a_link(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        with pytest.raises(LinkDead):
            use(token)

    def test_survives_a_weak_password_and_a_taken_login(self) -> None:
        a_user("belova")
        token = a_link(a_newcomer())
        with pytest.raises(PasswordTooWeak):
            use(token, password="short")
        with pytest.raises(LoginTaken):
            use(token, login="belova")
        assert use(token, login="orehova").login == "orehova"

    def test_lets_a_newcomer_say_name_and_login_but_nobody_else(self) -> None:
        newcomer = use(a_link(a_newcomer()), login="SN.Oreshkina", name=" Орешкина  Светлана ")
        assert (newcomer.login, newcomer.name) == ("sn.oreshkina", "Орешкина Светлана")
        again = use(a_link(newcomer), login="somebody", name="Другая", password="another long sentence")
        assert (again.login, again.name) == ("sn.oreshkina", "Орешкина Светлана")

    def test_stands_in_the_journal_with_what_changed_and_no_secret(self) -> None:
        token = a_link(a_newcomer())
        use(token, login="sn.oreshkina")
        entry = Entry.objects.get(verb="password_set")
        assert entry.before == {"login": "oreshkina"}
        assert entry.after == {"login": "sn.oreshkina"}
        assert not Entry.objects.filter(after__icontains=token).exists()

    def test_is_given_only_with_power_over_the_whole_union(self) -> None:
        cast = a_union()
        with pytest.raises(PowerMissing):
            issue_one_time_link(actor=actor(Role.STAFF, cast.kostroma), user=a_newcomer(), at=NOW, valid_for=DAY)


@pytest.mark.usefixtures("costly_passwords")
@pytest.mark.django_db(transaction=True)
def test_two_who_come_by_one_link_at_once_are_one() -> None:
    token = a_link(a_newcomer())
    outcomes: list[str] = []
    start = Barrier(2)

    def come(password: str) -> None:
        start.wait()
        try:
            use(token, password=password)
            outcomes.append(password)
        except LinkDead:
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [Thread(target=come, args=[f"long enough sentence {number}"]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = set(outcomes) - {"dead"}
    assert outcomes.count("dead") == 1
    assert User.objects.get().check_password(winner)


@pytest.mark.django_db
class TestTheLinkPage:
    def test_asks_a_newcomer_who_they_are(self, client: Client) -> None:
        page = client.get(f"/link/{a_link(a_newcomer(), at=timezone.now())}/")
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert {"name", "login", "new_password", "again"} == set(page.context["form"].fields)
        assert page.context["form"]["name"].value() == "Орешкина С. Н."

    def test_asks_others_for_a_password_only(self, client: Client) -> None:
        page = client.get(f"/link/{a_link(a_user('belova', password=PASSWORD), at=timezone.now())}/")
        assert {"new_password", "again"} == set(page.context["form"].fields)

    def test_opens_the_house_with_a_fresh_session(self, client: Client) -> None:
        user = a_newcomer()
        address = f"/link/{a_link(user, at=timezone.now())}/"
        answer = client.post(address, {**FORM, "name": "Орешкина Светлана", "login": "sn.oreshkina"})
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert client.session["_auth_user_id"] == str(user.pk)
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"login": "belova"}, "Такой логин уже занят"),
            ({"login": "two words"}, "без пробелов"),
            ({"new_password": "short", "again": "short"}, "слишком короткий"),
            ({"again": "other"}, "Пароли не\xa0совпали"),
            ({"name": ""}, "Введите фамилию"),
        ],
    )
    def test_says_what_is_wrong_and_stays_open(self, client: Client, said: dict[str, str], sentence: str) -> None:
        a_user("belova")
        address = f"/link/{a_link(a_newcomer(), at=timezone.now())}/"
        answer = client.post(address, {**FORM, "name": "Орешкина", "login": "oreshkina", **said})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("token", ["nonsense", "x" * 500, "%00", "<script>"])
    def test_says_the_same_of_every_dead_link(self, client: Client, token: str) -> None:
        answer = client.get(f"/link/{token}/")
        assert answer.status_code == 404
        assert "Ссылка не открывается" in answer.content.decode()


@pytest.mark.django_db
class TestTheFirstAdministrator:
    def test_gets_a_link_on_standard_output_alone(self, client: Client) -> None:
        address = _printed()
        assert re.fullmatch(r"http://127\.0\.0\.1:8000/link/[\w-]{43}/\n", address)
        assert client.get(address.strip().removeprefix("http://127.0.0.1:8000")).status_code == 200

    def test_has_every_power_over_the_whole_union(self) -> None:
        _printed()
        grant = Grant.objects.get()
        assert (grant.role, grant.level, grant.organisation_id) == (Role.ADMINISTRATOR, Level.UNION, 0)
        assert (grant.user.login, grant.valid_until) == ("administrator", None)

    def test_is_asked_for_a_name_of_their_own(self, client: Client) -> None:
        page = client.get(_printed().strip().removeprefix("http://127.0.0.1:8000"))
        assert page.context["form"]["name"].value() == ""

    def test_gets_a_new_link_as_long_as_nobody_came_in(self, client: Client) -> None:
        first, second = _printed(), _printed()
        assert first != second
        assert client.get(first.strip().removeprefix("http://127.0.0.1:8000")).status_code == 404
        assert User.objects.count() == Grant.objects.count() == OneTimeLink.objects.count() == 1

    def test_gets_none_once_somebody_can_sign_in(self, client: Client) -> None:
        address = _printed().strip().removeprefix("http://127.0.0.1:8000")
        client.post(address, {**FORM, "name": "Первая Анна Ивановна", "login": "first"})
        assert User.objects.get().login == "first"
        assert _printed() == ""

    def test_gets_one_again_when_nobody_active_is_left(self) -> None:
        user = a_user("gone", password=PASSWORD)
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert _printed().startswith("http://127.0.0.1:8000/link/")


def _printed() -> str:
    """What the command writes to standard output."""
    out = StringIO()
    call_command("first_administrator_link", address="http://127.0.0.1:8000", stdout=out, stderr=StringIO())
    return out.getvalue()
