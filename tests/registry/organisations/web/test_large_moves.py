"""A move of many people: confirmed on its page, done behind it, whole or not at all, and to nobody but those shown."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Interrupted
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationParent
from edinstvo.registry.organisations.rules import MOST_AT_ONCE, OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, NOW, OPERATOR, Cast, a_union, visitor
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import MOVED, fresh, moved

pytestmark = pytest.mark.django_db(transaction=True)
CHANGED = "С тех пор как Вы это подтвердили, реестр изменился. Ничего не сделано."


@pytest.fixture
def cast() -> Cast:
    """A union whose district of Buy counts as many people as go at once, and one who is really there."""
    cast = a_union()
    _count(cast, MOST_AT_ONCE)
    return cast


def test_as_many_as_go_at_once_move_at_once(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert "в фоне" not in _preview(browser, cast)
    answer = _confirm(browser, cast)
    assert answer.url == address_of(cast.buy)
    assert (fresh(cast.buy).parent, Work.objects.count()) == (cast.oryol, 0)


def test_more_move_in_the_background_and_the_page_leads_on(cast: Cast) -> None:
    _count(cast, 1)
    a_member(cast.buy_school)
    browser = visitor(Role.STAFF, cast.union)
    assert "в фоне" in _preview(browser, cast)
    page = _confirm(browser, cast).url
    work = Work.objects.get()
    assert (page, fresh(cast.buy).parent) == (f"/organisations/acts/{work.pk}/", cast.kostroma)
    shown = browser.get(page)
    assert "Перевод: Буйская городская организация" in _words(shown.content)
    assert b'http-equiv="refresh"' in shown.content
    assert browser.get(f"{page}progress/").headers.get("HX-Refresh") is None
    assert _done(work).error_text == ""
    assert browser.get(f"{page}progress/").headers["HX-Refresh"] == "true"
    answer = browser.get(page, follow=True)
    assert "Выполнено: Перевод: Буйская городская организация" in _words(answer.content)
    assert answer.redirect_chain[-1][0] == address_of(cast.buy)
    assert fresh(cast.buy).parent == cast.oryol
    assert Entry.objects.filter(verb="organisation_moved").count() == 1


def test_it_is_taken_back_the_same_way(cast: Cast) -> None:
    _count(cast, 1)
    moved(cast.buy, cast.oryol)
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.buy, "undo-move")
    sent = {**_hidden(browser.get(address).content), "reason": "Внесено по ошибке"}
    first, again = browser.post(address, sent), browser.post(address, sent)
    assert (first.url, Work.objects.count()) == (again.url, 1)
    assert fresh(cast.buy).parent == cast.oryol
    assert _done(Work.objects.get()).error_text == ""
    assert fresh(cast.buy).parent == cast.kostroma


def test_two_clicks_start_one_work(cast: Cast) -> None:
    _count(cast, 1)
    browser = visitor(Role.STAFF, cast.union)
    sent = _hidden(browser.get(_address(cast)).content)
    answers = [_confirm(browser, cast, sent=sent), _confirm(browser, cast, sent=sent), _confirm(browser, cast)]
    assert len({answer.url for answer in answers}) == 1
    assert Work.objects.count() == 1


def test_what_can_be_refused_at_once_is_told_beside_its_field_and_nothing_begins(cast: Cast) -> None:
    _count(cast, 1)
    browser = visitor(Role.STAFF, cast.union)
    facts = OrganisationParent.objects.count()
    for day, sentence in (("01.01.2100", "Этот день ещё не наступил."), ("01.01.1950", "ещё не было")):
        answer = _confirm(browser, cast, on=day)
        assert answer.status_code == 422
        assert sentence in _words(answer.content)
    found_organisation(
        actor=OPERATOR,
        type=cast.buy.type,
        parent=cast.oryol,
        name=cast.buy.name,
        short_name=cast.buy.short_name,
        on=FOUNDED,
        at=NOW,
        decision="",
    )
    assert "уже есть" in _words(_confirm(browser, cast).content)
    assert (Work.objects.count(), fresh(cast.buy).version) == (0, 1)
    assert OrganisationParent.objects.count() == facts + 1


def test_what_moved_meanwhile_is_told_and_nothing_is_done(cast: Cast) -> None:
    _count(cast, 1)
    browser = visitor(Role.STAFF, cast.union)
    page = _confirm(browser, cast).url
    moved(cast.buy, cast.oryol)
    work = _done(Work.objects.get())
    assert (work.state, fresh(cast.buy).version) == (Work.State.FAILED, 2)
    shown = _words(browser.get(page).content)
    assert CHANGED in shown
    assert "На страницу организации" in shown


def test_the_place_it_goes_to_is_that_of_the_page_and_no_other(cast: Cast) -> None:
    _count(cast, 1)
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.buy_school.pk, MOST_AT_ONCE + 1)])
    browser = visitor(Role.STAFF, cast.union)
    _confirm(browser, cast, mover=cast.buy_school, where=cast.galich)
    moved(cast.galich, cast.oryol)
    assert CHANGED.split(".")[0] in _words(browser.get(f"/organisations/acts/{_done(Work.objects.get()).pk}/").content)
    assert fresh(cast.buy_school).parent == cast.buy


def test_whoever_has_lost_the_power_by_then_is_told_and_nothing_is_done(cast: Cast) -> None:
    _count(cast, 1)
    _confirm(visitor(Role.STAFF, cast.union), cast)
    Grant.objects.update(valid_until=MOVED)
    assert _done(Work.objects.get()).error.startswith("Your powers there ended")
    assert fresh(cast.buy).parent == cast.kostroma


def test_a_worker_that_ends_in_the_middle_leaves_nothing_and_the_next_one_does_it(cast: Cast) -> None:
    _count(cast, 1)
    _confirm(visitor(Role.STAFF, cast.union), cast)
    work = Work.objects.get()
    with pytest.raises(Interrupted):
        run_work(work_id=work.pk, clock=timezone.now, should_stop=lambda: True)
    assert (fresh(cast.buy).parent, fresh(cast.buy).version) == (cast.kostroma, 1)
    assert _done(work).state == Work.State.DONE
    assert fresh(cast.buy).parent == cast.oryol


def test_a_large_act_is_a_stranger_s(cast: Cast) -> None:
    _count(cast, 1)
    page = _confirm(visitor(Role.STAFF, cast.union), cast).url
    stranger = visitor(Role.STAFF, cast.kostroma)
    for address in (page, f"{page}progress/", "/organisations/acts/0/"):
        assert stranger.get(address).status_code == 404


def _count(cast: Cast, people: int) -> None:
    """Let so many more be on record in the district, by its figures: 2,000 rows would say no more."""
    chain = (cast.buy.pk, cast.kostroma.pk, cast.union.pk)
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(id_, people) for id_ in chain])


def _address(cast: Cast, mover: Organisation | None = None, where: Organisation | None = None) -> str:
    return f"{address_of(mover or cast.buy, 'move')}?parent={(where or cast.oryol).pk}"


def _preview(browser: Client, cast: Cast) -> str:
    return _words(browser.get(_address(cast)).content)


def _confirm(
    browser: Client,
    cast: Cast,
    *,
    on: str = "01.01.2022",
    sent: dict[str, str] | None = None,
    mover: Organisation | None = None,
    where: Organisation | None = None,
) -> Any:
    hidden = sent or _hidden(browser.get(_address(cast, mover, where)).content)
    return browser.post(address_of(mover or cast.buy, "move"), {**hidden, "on": on, "decision": "№ 3-1"})


def _hidden(page: bytes) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden"[^>]*>', page.decode())
    pairs = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
    return {name[1]: value[1] for name, value in pairs if name and value}


def _done(work: Work) -> Work:
    return run_work(work_id=work.pk, clock=timezone.now)


def _words(page: bytes) -> str:
    return _plain(page.decode())


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
