"""A form sent when its session has ended: nothing typed is lost, nobody else reads it."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import Person
from tests.cast import PASSWORD, Cast, a_union, a_user, visitor

ADDRESS = "/members/new/"
KEPT = f"/kept/?next={quote(ADDRESS, safe='')}"
TYPED = {"last_name": "Ветрова", "first_name": "Нина", "position": "Библиотекарь <b>"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def hidden(html: str) -> dict[str, str]:
    """What the page's own form carries unseen."""
    main = html[html.index("<main") : html.index("</main")]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main))


def chair_with_the_form_open(cast: Cast) -> tuple[Client, dict[str, str]]:
    """A browser that checks forms as the real one does, and what its open form carries."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(a_user("kora", password=PASSWORD, grants=[(Role.CHAIR, cast.berezovka)]))
    return browser, hidden(browser.get(ADDRESS).content.decode())


def signed_in(browser: Client, login: str) -> str:
    """Where signing in by the form leads."""
    carried = hidden(browser.get(f"/sign-in/?next={quote(KEPT, safe='')}").content.decode())
    return browser.post("/sign-in/", {**carried, "login": login, "password": PASSWORD}).headers["Location"]


def test_what_was_typed_comes_back_after_signing_in_and_can_be_sent(cast: Cast) -> None:
    browser, carried = chair_with_the_form_open(cast)
    del browser.cookies["sessionid"]
    late = browser.post(ADDRESS, {**carried, **TYPED})
    assert late.headers["Location"] == f"/sign-in/?next={quote(KEPT, safe='/')}"
    assert "сохранено" in browser.get(late.headers["Location"]).content.decode()
    assert not Person.objects.exists()
    assert signed_in(browser, "kora") == KEPT
    page = browser.get(KEPT).content.decode()
    assert "Библиотекарь &lt;b&gt;" in page
    again = {name: value.replace("&lt;b&gt;", "b") for name, value in hidden(page).items()}
    assert browser.post(ADDRESS, again).status_code == 302
    assert Person.objects.get().last_name == "Ветрова"
    assert not Draft.objects.exists()
    assert browser.get(KEPT).headers["Location"] == ADDRESS


def test_a_page_that_was_open_while_somebody_signed_in_anew_is_not_lost_either(cast: Cast) -> None:
    browser, carried = chair_with_the_form_open(cast)
    browser.post("/sign-out/", carried)
    signed_in(browser, "kora")
    assert browser.post(ADDRESS, {**carried, **TYPED}).headers["Location"] == KEPT


def test_another_login_never_sees_it(cast: Cast) -> None:
    browser, carried = chair_with_the_form_open(cast)
    a_user("lomov", password=PASSWORD, grants=[(Role.CHAIR, cast.berezovka)])
    browser.post("/sign-out/", carried)
    browser.post(ADDRESS, {**carried, **TYPED})
    assert signed_in(browser, "lomov") == KEPT
    assert browser.get(KEPT).headers["Location"] == ADDRESS
    answer = browser.post(ADDRESS, {**carried, **TYPED})
    assert (answer.status_code, "Библиотекарь" in answer.content.decode()) == (403, False)


@pytest.mark.parametrize("owner", ["", "1", "1:abc:def"])
def test_a_form_that_proves_no_owner_keeps_nothing(cast: Cast, owner: str) -> None:
    answer = Client().post(ADDRESS, {**TYPED, "whose": owner})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_a_draft_saved_too_late_is_a_draft(cast: Cast) -> None:
    browser, carried = chair_with_the_form_open(cast)
    del browser.cookies["sessionid"]
    browser.post("/drafts/members-admit/new/", {**carried, **TYPED, "next": ADDRESS})
    assert Draft.objects.get(form="members-admit").initial["position"] == "Библиотекарь <b>"


def test_it_leads_to_no_other_house(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    assert {browser.get(f"/kept/?next={url}").headers["Location"] for url in ("https://example.org", "//x.org")} == {
        "/"
    }
