"""Signing in over HTTP: what it opens, where it leads, and how it ends."""

import pytest
from django.conf import settings
from django.test import Client

from edinstvo.foundation.access.models import SignInAttempt
from edinstvo.foundation.access.sessions import SessionStore
from edinstvo.foundation.journal.models import Entry
from tests.cast import PASSWORD, a_user
from tests.foundation.access.signing_in import SIGN_IN, sign_in


@pytest.mark.django_db
class TestComingIn:
    def test_opens_the_home_page(self, client: Client) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        answer = sign_in(client)
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_takes_the_login_in_any_case_and_with_spaces_around(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        assert sign_in(client, "  Oreshkina ").status_code == 302

    def test_stands_in_the_journal_with_the_address(self, client: Client) -> None:
        user = a_user("oreshkina", name="Орешкина Светлана Николаевна", password=PASSWORD)
        sign_in(client)
        entry = Entry.objects.get(verb="signed_in")
        assert (entry.actor_id, entry.actor_name, entry.address) == (user.pk, user.name, "127.0.0.1")

    def test_gives_the_session_another_key(self, client: Client) -> None:
        """A key planted before the sign-in is worth nothing after it."""
        a_user("oreshkina", password=PASSWORD)
        planted = client.session
        planted["planted"] = True
        planted.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""
        sign_in(client)
        assert client.session.session_key != planted.session_key
        assert not SessionStore().exists(planted.session_key or "")

    def test_keeps_the_session_from_scripts(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        sign_in(client)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_is_needed_for_the_home_page_and_comes_back_to_it(self, client: Client) -> None:
        answer = client.get("/")
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/")

    def test_sends_who_is_signed_in_already_on(self, client: Client) -> None:
        client.force_login(a_user("oreshkina", password=PASSWORD))
        answer = client.get(SIGN_IN, {"next": "/password/"})
        assert (answer.status_code, answer["Location"]) == (302, "/password/")

    def test_is_never_kept_by_a_cache(self, client: Client) -> None:
        assert "no-store" in client.get(SIGN_IN)["Cache-Control"]

    def test_asks_for_what_is_missing(self, client: Client) -> None:
        answer = sign_in(client, "", "")
        assert answer.status_code == 422
        assert "Введите логин" in answer.content.decode()
        assert not SignInAttempt.objects.exists()

    def test_refuses_a_form_without_its_token(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.django_db
class TestGoingBack:
    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "http:evil.example",
            "javascript:alert(1)",
            " https://evil.example",
            "\x00//evil.example",
            "https://testserver@evil.example/",
            "https://testserver.evil.example/",
            "members:list",
            "nonsense",
            "members/",
        ],
    )
    def test_never_leads_to_another_host(self, client: Client, address: str) -> None:
        a_user("oreshkina", password=PASSWORD)
        assert sign_in(client, next=address)["Location"] == "/"

    def test_leads_to_the_page_that_was_wanted(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        assert (
            sign_in(client, next="/members/?q=иванова")["Location"]
            == "/members/?q=%D0%B8%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%D0%B0"
        )

    @pytest.mark.parametrize(
        "address", ["/x\r\nSet-Cookie: a=b", "/x\nLocation: //evil.example", "/%0d%0aSet-Cookie:a=b"]
    )
    def test_puts_no_second_header_into_the_answer(self, client: Client, address: str) -> None:
        a_user("oreshkina", password=PASSWORD)
        answer = sign_in(client, next=address)
        assert "a" not in client.cookies
        assert not any(sign in answer["Location"] for sign in "\r\n")

    def test_survives_a_wrong_password(self, client: Client) -> None:
        a_user("oreshkina", password=PASSWORD)
        page = sign_in(client, password="wrong password", next='/members/?q="><script>').content.decode()
        assert 'value="/members/?q=&quot;&gt;&lt;script&gt;"' in page


@pytest.mark.django_db
class TestLeaving:
    def test_ends_the_session(self, client: Client) -> None:
        client.force_login(a_user("oreshkina"))
        key = client.session.session_key
        assert client.post("/sign-out/")["Location"] == SIGN_IN
        assert not SessionStore().exists(key or "")
        assert client.get("/password/")["Location"].startswith(SIGN_IN)

    def test_is_never_done_by_a_link(self, client: Client) -> None:
        client.force_login(a_user("oreshkina"))
        assert client.get("/sign-out/").status_code == 405
        assert client.get("/password/").status_code == 200

    def test_takes_a_token_of_our_own_page(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(a_user("oreshkina"))
        assert client.post("/sign-out/").status_code == 403

    def test_happens_by_itself_to_whoever_may_not_come_in_any_more(self, client: Client) -> None:
        user = a_user("oreshkina")
        client.force_login(user)
        user.is_active = False
        user.save()
        assert client.get("/password/")["Location"].startswith(SIGN_IN)
