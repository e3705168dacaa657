"""Hostile texts where no form stands: search boxes, addresses, drafts, headers of a request."""

from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponseBase
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, a_union, a_user, visitor
from tests.insight.indicators.summing_up import summed_up
from tests.insight.programme.programmes import approved, staged
from tests.registry.imports.lists import planned
from tests.registry.imports.web.wizard import ANNA
from tests.registry.members.people import a_former_member, a_member
from tests.registry.structure.committee_lists import planned as structure_planned
from tests.sites.office.asking import ALSO_ASKED, ASKING, OF_A_REGION
from tests.sites.office.hostile_fields import names_asked_for, search_boxes
from tests.sites.office.hostile_texts import MANY_AT_ONCE, TEXTS, harm_in

FORM = "application/x-www-form-urlencoded"
ANSWERS = {200, 204, 302, 404, 405, 409, 413, 422}
# {template: where its search box asks}; the catalogue of components only shows one.
SEARCHES = {
    "foundation/ui/templates/ui/_side.html": "/members/",
    "foundation/ui/templates/ui/_top.html": "/members/",
    "registry/members/templates/members/list.html": "/members/",
    "registry/members/templates/members/merge_whom.html": "/members/{member}/merge/",
    "registry/offices/templates/offices/fill_who.html": "/offices/{inpo}/new/",
    "registry/organisations/templates/organisations/_search.html": "/organisations/",
    "sites/demonstration/templates/demonstration/components.html": "/members/",
}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def browser(cast: Cast) -> Client:
    return visitor(Role.STAFF, cast.buy)


def test_every_search_box_has_a_case() -> None:
    assert search_boxes() == {template: {"q"} for template in SEARCHES}


def test_every_name_asked_for_has_a_case() -> None:
    assert names_asked_for().keys() | ALSO_ASKED.keys() == ASKING.keys() | {"sites/demonstration/web/pages.py"}


@pytest.mark.parametrize("url", sorted(set(SEARCHES.values())))
@pytest.mark.parametrize("kind", TEXTS)
def test_a_search_for_it_finds_nothing_and_does_nothing(cast: Cast, browser: Client, url: str, kind: str) -> None:
    a_member(cast.college)
    address = url.format(inpo=cast.college.inpo, member=a_member(cast.college, "Ветрова Нина").person_id)
    for headers in ({}, {"HX-Request": "true"}):
        answer = browser.get(f"{address}?{_said(q=TEXTS[kind])}", headers=headers)
        assert answer.status_code in (200, 422)
        assert list(harm_in(answer)) == []
        assert "Абрамова" not in answer.content.decode()


@pytest.mark.parametrize("module", sorted(ASKING))
def test_in_an_address_it_is_nonsense_and_nothing_else(cast: Cast, browser: Client, module: str) -> None:
    browser = visitor(Role.STAFF, cast.kostroma) if module in OF_A_REGION else browser
    names = names_asked_for().get(module, set()) | ALSO_ASKED.get(module, set())
    pages = _pages(cast, ASKING[module])
    alone = [({name}, kind) for name in names for kind in TEXTS if kind not in MANY_AT_ONCE]
    together = [(names, kind) for kind in MANY_AT_ONCE]
    wrong = [
        (url, some, kind, harm)
        for url in pages
        for way in _ways_into(browser, url)
        for some, kind in (*alone, *together)
        for sent in ({name.replace("{field}", "name"): TEXTS[kind] for name in some},)
        for answer in (way(browser, url, **sent),)
        for harm in _what_is_wrong(answer)
    ]
    assert not wrong


def test_it_leads_nowhere_else_after_signing_in(cast: Cast) -> None:
    a_user("kora", password="a long enough sentence")
    elsewhere = ["foo", "organisations:tree", "//example.org/", "https://example.org", "/\\example.org"]
    for text in [*TEXTS.values(), *elsewhere]:
        sent = {"login": "kora", "password": "a long enough sentence", "next": text}
        answer = _post(Client(), "/sign-in/", **sent)
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/", text


def test_a_path_of_it_is_a_missing_page(cast: Cast, browser: Client) -> None:
    wrong = [
        (start, kind, harm)
        for start in ("/", "/organisations/", "/members/", "/imports/", "/help/", "/link/", "/drafts/")
        for kind, text in TEXTS.items()
        for answer in (browser.get(f"{start}{quote(text[:2_000], safe='', errors='surrogatepass')}/"),)
        for harm in _what_is_wrong(answer)
    ]
    assert not wrong


@pytest.mark.parametrize("kind", TEXTS)
def test_a_draft_keeps_it_as_text(browser: Client, kind: str) -> None:
    answer = _post(browser, "/drafts/members-admit/new/", last_name=TEXTS[kind], **{TEXTS[kind][:50]: "1"})
    assert answer.status_code == 302
    page = browser.get("/members/new/?organisation=" + Draft.objects.get().subject)
    assert list(harm_in(page)) == []
    assert "\0" not in str(Draft.objects.get().data)


def test_a_draft_of_a_form_with_an_endless_name_is_not_kept(browser: Client) -> None:
    long = "a" * 500
    assert _post(browser, f"/drafts/{long}/new/", last_name="Ким").status_code == 404
    assert _post(browser, f"/drafts/members-admit/{long}/", last_name="Ким").status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in TEXTS if kind not in ("header", "nul", "surrogate")])
def test_a_header_of_it_changes_nothing(browser: Client, kind: str) -> None:
    text = quote(TEXTS[kind]) if not TEXTS[kind].isascii() else TEXTS[kind]
    names = ("Referer", "Accept-Language", "User-Agent", "HX-Current-URL", "HX-Target", "X-Forwarded-For", "X-Draft")
    for url in ("/", "/members/", "/theme/"):
        answers = (browser.get(url, headers=dict.fromkeys(names, text)), browser.post(url, headers={"Referer": text}))
        assert [harm for answer in answers for harm in _what_is_wrong(answer)] == []


def test_where_one_acts_cannot_be_made_to_fill_the_session(cast: Cast) -> None:
    browser = Client()
    browser.force_login(a_user("two", grants=[(Role.CHAIR, cast.lyceum), (Role.CHAIR, cast.buy_school)]))
    _post(browser, "/where/", branch="primary:" + "9" * 100_000)
    assert len(str(dict(browser.session))) < 1_000


def _pages(cast: Cast, patterns: list[str]) -> list[str]:
    """The addresses, of a union in which there is what stands in them, and nothing else."""
    made: dict[str, Callable[[], object]] = {
        "plan": lambda: planned(cast.buy_school, [ANNA]).pk,
        "structure": lambda: structure_planned(cast.buy, [("", "ППО школы № 9", "", "", "", "", "")]).pk,
        "member": lambda: a_member(cast.college).person_id,
        "former": lambda: a_former_member(cast.college, "Ветрова Нина Степановна").person_id,
        "place": lambda: address_of(cast.buy_school),
        "inpo": lambda: cast.college.inpo,
        "district": lambda: cast.buy.inpo,
        "region": lambda: cast.kostroma.inpo,
        "organisation": lambda: cast.buy_school.pk,
        "programme": lambda: staged(approved(cast.kostroma)).programme_id,
        "summary": lambda: summed_up(cast.buy).pk,
    }
    # Somebody is on record in any case: an empty list says nothing.
    wanted = {"member"} | {name for name in made if any(f"{{{name}}}" in pattern for pattern in patterns)}
    told = {name: made[name]() for name in made if name in wanted}
    return [pattern.format(**told) for pattern in patterns]


def _ways_into(browser: Client, url: str) -> list[Callable[..., HttpResponseBase]]:
    """A page that takes nothing says so whatever is sent to it: once is enough."""
    return [_get] if _post(browser, url).status_code == 405 else [_get, _post]


def _get(browser: Client, url: str, **sent: str) -> HttpResponseBase:
    return browser.get(f"{url}?{_said(**sent)}")


def _post(browser: Client, url: str, **sent: str) -> HttpResponseBase:
    return browser.post(url, _said(**sent), content_type=FORM)


def _said(**sent: str) -> str:
    return urlencode(sent, errors="surrogatepass")


def _what_is_wrong(answer: HttpResponseBase) -> Iterator[str]:
    if answer.status_code not in ANSWERS:
        yield f"status {answer.status_code}"
    yield from harm_in(answer)
