"""What guessing a password gets: the same answer, a lock, an entry; however many guess at once."""

from datetime import timedelta
from ipaddress import ip_network
from threading import Barrier, Thread
from time import perf_counter

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts, record_attempt
from edinstvo.foundation.access.actions.try_password import PasswordWrong, try_password
from edinstvo.foundation.access.models import SignInAttempt
from edinstvo.foundation.access.queries import FAILURES_OF_A_LOGIN, FAILURES_OF_AN_ADDRESS, LOCKED_FOR
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, PASSWORD, a_user
from tests.foundation.access.signing_in import SIGN_IN, sign_in


def fail_until_locked(client: Client, login: str) -> None:
    """As many wrong passwords as a login is given."""
    for _ in range(FAILURES_OF_A_LOGIN):
        assert sign_in(client, login, "wrong password").status_code == 422


@pytest.mark.django_db
class TestGuessing:
    def test_is_told_the_same_whether_the_login_exists_or_not(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        known, unknown = (sign_in(client, login, "wrong password") for login in ("oreshkina", "nobody-here"))
        assert known.status_code == unknown.status_code == 422
        assert _without_login(known, "oreshkina") == _without_login(unknown, "nobody-here")

    def test_is_told_the_same_of_a_user_who_may_not_come_in(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        gone = a_user("gone", password=PASSWORD)
        gone.is_active = False
        gone.save()
        assert sign_in(client, "gone").status_code == 422
        assert _without_login(sign_in(client, "gone"), "gone") == _without_login(
            sign_in(client, "oreshkina", "wrong password"), "oreshkina"
        )

    @pytest.mark.usefixtures("costly_passwords")
    def test_takes_the_same_time_whether_the_login_exists_or_not(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        without_password = a_user("newcomer", password=PASSWORD)
        without_password.set_unusable_password()
        without_password.save()
        known, unknown, new = (_seconds_of_a_guess(login) for login in ("oreshkina", "nobody-here", "newcomer"))
        assert min(known, unknown, new) > 0.3 * max(known, unknown, new)

    def test_locks_the_login_after_five(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        fail_until_locked(client, "oreshkina")
        answer = sign_in(client)
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= LOCKED_FOR.total_seconds() + 1
        assert "_auth_user_id" not in client.session

    def test_locks_a_login_that_does_not_exist_just_so(self, client: Client) -> None:
        fail_until_locked(client, "nobody-here")
        assert sign_in(client, "nobody-here").status_code == 429

    def test_locks_one_login_however_it_is_typed(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        for typed in ("oreshkina", "ORESHKINA", " oreshkina", "Oreshkina ", "ｏreshkina"):
            assert sign_in(client, typed, "wrong password").status_code == 422
        assert sign_in(client).status_code == 429

    def test_leaves_the_door_open_for_others(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        fail_until_locked(client, "nobody-here")
        assert sign_in(client).status_code == 302

    def test_is_forgotten_after_a_quarter_of_an_hour(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        for _ in range(FAILURES_OF_A_LOGIN):
            with pytest.raises(PasswordWrong):
                try_password(login="oreshkina", password="wrong", address="192.0.2.1", at=NOW)
        with pytest.raises(TooManyAttempts) as locked:
            try_password(login="oreshkina", password=PASSWORD, address="192.0.2.1", at=NOW + timedelta(minutes=14))
        assert locked.value.until == NOW + LOCKED_FOR
        later = locked.value.until + timedelta(seconds=1)
        assert try_password(login="oreshkina", password=PASSWORD, address="192.0.2.1", at=later).login == "oreshkina"

    def test_does_not_lengthen_the_lock_by_going_on(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        for minute in range(FAILURES_OF_A_LOGIN):
            record_attempt(login="oreshkina", address="192.0.2.1", at=NOW + timedelta(minutes=minute))
        for _ in range(20):
            with pytest.raises(TooManyAttempts):
                record_attempt(login="oreshkina", address="192.0.2.1", at=NOW + timedelta(minutes=10))
        opens_at = NOW + timedelta(minutes=FAILURES_OF_A_LOGIN - 1) + LOCKED_FOR
        record_attempt(login="oreshkina", address="192.0.2.1", at=opens_at)

    def test_starts_anew_after_a_success(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        for _ in range(FAILURES_OF_A_LOGIN - 1):
            sign_in(client, password="wrong password")
        assert sign_in(client).status_code == 302
        client.post("/sign-out/")
        assert sign_in(client, password="wrong password").status_code == 422
        assert sign_in(client).status_code == 302

    def test_many_logins_from_one_address_locks_the_address(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        for number in range(FAILURES_OF_AN_ADDRESS):
            record_attempt(login=f"guess-{number}", address="192.0.2.1", at=NOW)
        with pytest.raises(TooManyAttempts):
            try_password(login="oreshkina", password=PASSWORD, address="192.0.2.1", at=NOW)
        assert try_password(login="oreshkina", password=PASSWORD, address="192.0.2.2", at=NOW).login == "oreshkina"

    def test_gets_no_other_address_by_a_header(self, client: Client) -> None:
        for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
            client.post(SIGN_IN, {"login": "nobody", "password": "wrong"}, headers={header: "203.0.113.9"})
        assert set(SignInAttempt.objects.values_list("address", flat=True)) == {"127.0.0.1"}

    @override_settings(PROXIES=[ip_network("127.0.0.1/32")])
    def test_is_counted_for_the_visitor_and_not_for_our_proxy(self, client: Client) -> None:
        client.post(SIGN_IN, {"login": "nobody", "password": "wrong"}, headers={"X-Forwarded-For": "203.0.113.9"})
        assert SignInAttempt.objects.get().address == "203.0.113.9"

    def test_that_locks_is_told_in_the_journal_once(self, client: Client) -> None:
        fail_until_locked(client, "nobody-here")
        for _ in range(3):
            sign_in(client, "nobody-here")
        entry = Entry.objects.get(verb="locked_out")
        assert (entry.object_name, entry.address, entry.actor_id) == ("nobody-here", "127.0.0.1", None)

    @pytest.mark.parametrize("login", ["<b>x</b>", "a' OR '1'='1", "x\r\nSet-Cookie: a=b", "ы" * 64, "‮gnitirw"])
    def test_shows_what_was_typed_as_text(self, client: Client, login: str) -> None:
        answer = sign_in(client, login, "wrong password")
        assert answer.status_code == 422
        assert "<b>x</b>" not in answer.content.decode()

    @pytest.mark.parametrize("login", ["x\x00y", "x" * 65])
    def test_is_not_even_tried_with_a_login_nobody_can_have(self, client: Client, login: str) -> None:
        assert sign_in(client, login, "wrong password").status_code == 422
        assert not SignInAttempt.objects.exists()

    def test_never_shows_the_password_again(self, client: Client) -> None:
        assert "wrong password" not in sign_in(client, password="wrong password").content.decode()


@pytest.mark.usefixtures("costly_passwords")
@pytest.mark.django_db(transaction=True)
class TestManyGuessesAtOnce:
    def test_get_no_more_passwords_looked_at_than_one_after_another(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        outcomes: list[str] = []
        start = Barrier(12)

        def guess() -> None:
            start.wait()
            try:
                try_password(login="oreshkina", password="wrong", address="192.0.2.1", at=timezone.now())
            except (PasswordWrong, TooManyAttempts) as answer:
                outcomes.append(type(answer).__name__)
            finally:
                connection.close()

        threads = [Thread(target=guess) for _ in range(start.parties)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes.count("PasswordWrong") == FAILURES_OF_A_LOGIN
        assert outcomes.count("TooManyAttempts") == start.parties - FAILURES_OF_A_LOGIN

    def test_stay_counted_even_when_the_request_breaks_off(self) -> None:
        """A try inside somebody's transaction could be rolled back with it: it is refused."""
        with pytest.raises(RuntimeError), transaction.atomic():
            record_attempt(login="oreshkina", address="192.0.2.1", at=NOW)

    def test_stay_counted_over_http(self, client: Client) -> None:
        fail_until_locked(client, "nobody-here")
        assert SignInAttempt.objects.filter(login="nobody-here", succeeded=False).count() == FAILURES_OF_A_LOGIN
        assert sign_in(client, "nobody-here").status_code == 429


def _without_login(answer, login: str) -> str:  # type: ignore[no-untyped-def]  # see sign_in
    """The page as it would read for any login: tokens differ on every page."""
    page = answer.content.decode().replace(login, "LOGIN")
    token = answer.context["csrf_token"]
    return page.replace(str(token), "TOKEN")


def _seconds_of_a_guess(login: str) -> float:
    """The quickest of three: what the machine does besides only ever adds."""
    spent = []
    for number in range(3):
        start = perf_counter()
        with pytest.raises(PasswordWrong):
            try_password(login=login, password="wrong", address=f"192.0.2.{number}", at=NOW)
        spent.append(perf_counter() - start)
    return min(spent)
