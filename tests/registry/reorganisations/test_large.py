"""Reorganisations of many people: confirmed on their page, done behind it, whole or not at all."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.rules import MOST_AT_ONCE, OPEN_MEMBERSHIPS
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.reorganisations.web import splitting
from tests.cast import TODAY, Cast, a_union, visitor
from tests.registry.members.people import a_member, ended
from tests.registry.offices.people import elected
from tests.registry.organisations.moving import fresh, moved
from tests.registry.reorganisations.merging import merged

NEW = "ППО Берёзовского детского сада"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """A union in which one person stands on record in a school of Galich."""
    cast = a_union()
    a_member(cast.berezovka)
    return cast


def test_a_district_gives_its_primaries_to_another_in_the_background_and_gets_them_back(cast: Cast) -> None:
    _count(cast.galich, MOST_AT_ONCE)
    browser = visitor(Role.STAFF, cast.kostroma)
    answers = [_merge(browser, cast.galich, cast.buy), _merge(browser, cast.galich, cast.buy)]
    work = Work.objects.get()
    assert [answer.url for answer in answers] == [f"/organisations/acts/{work.pk}/"] * 2
    assert "Реорганизация: Галичская" in _words(browser.get(f"/organisations/acts/{work.pk}/").content)
    assert (fresh(cast.galich).is_open, Reorganisation.objects.count()) == (True, 0)
    # Beside the figure there are no such people: it goes with the schools, and closing counts what is left.
    _count(cast.galich, -MOST_AT_ONCE)
    assert _done(work).error == ""
    assert (fresh(cast.galich).is_open, fresh(cast.berezovka).parent) == (False, cast.buy)
    act = Reorganisation.objects.get()
    _count(cast.lyceum, MOST_AT_ONCE)
    answer = _take_back(browser, act)
    assert answer.url == f"/organisations/acts/{Work.objects.latest('pk').pk}/"
    assert _done(Work.objects.latest("pk")).error == ""
    assert (fresh(cast.galich).is_open, fresh(cast.berezovka).parent) == (True, cast.galich)


def test_what_can_be_refused_at_once_begins_no_work(cast: Cast) -> None:
    _count(cast.berezovka, MOST_AT_ONCE)
    browser = visitor(Role.STAFF, cast.kostroma)
    for day, sentence in (("01.01.2100", "ещё не наступил"), ("01.01.1950", "ещё не было")):
        answer = _merge(browser, cast.berezovka, cast.lyceum, on=day)
        assert answer.status_code == 422
        assert sentence in _words(answer.content)
    assert (Work.objects.count(), Reorganisation.objects.count()) == (0, 0)


def test_a_day_before_somebody_joined_is_told_on_the_page_of_the_work(cast: Cast) -> None:
    _count(cast.berezovka, MOST_AT_ONCE)
    browser = visitor(Role.STAFF, cast.kostroma)
    page = _merge(browser, cast.berezovka, cast.lyceum, on="01.01.2000").url
    assert _done(Work.objects.get()).state == Work.State.FAILED
    assert "День слишком ранний" in _words(browser.get(page).content)
    assert (fresh(cast.berezovka).is_open, Reorganisation.objects.count()) == (True, 0)


def test_what_moved_meanwhile_is_told_and_nothing_is_done(cast: Cast) -> None:
    _count(cast.berezovka, MOST_AT_ONCE)
    browser = visitor(Role.STAFF, cast.kostroma)
    page = _merge(browser, cast.berezovka, cast.lyceum).url
    moved(cast.lyceum, cast.buy)
    assert _done(Work.objects.get()).state == Work.State.FAILED
    assert "реестр изменился" in _words(browser.get(page).content)
    assert (fresh(cast.berezovka).is_open, Reorganisation.objects.count()) == (True, 0)


def test_people_who_have_changed_since_are_told_on_the_page_of_the_work(cast: Cast) -> None:
    act = merged(cast.berezovka, cast.lyceum)
    Reorganisation.objects.update(people=MOST_AT_ONCE + 1)
    browser = visitor(Role.STAFF, cast.kostroma)
    page = _take_back(browser, act).url
    Membership.objects.update(version=9)
    assert _done(Work.objects.get()).state == Work.State.FAILED
    assert "целиком отменить уже нельзя" in _words(browser.get(page).content)
    assert not fresh(cast.berezovka).is_open


def test_many_go_over_to_a_new_one_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_AT_ONCE", 1)
    stays = [Membership.objects.get(), a_member(cast.berezovka, "Серова Анна Петровна")]
    elected(cast.berezovka, person_id=stays[0].person_id)
    browser = visitor(Role.STAFF, cast.kostroma)
    seen = _words(_split(browser, cast.berezovka, stays).content)
    # The page that asks once more has changed nothing and knows whose mandate ends.
    assert "работа пойдёт в фоне" in seen
    assert "Абрамова Людмила Викторовна: Председатель" in seen
    sent = {name: seen.split(f'name="{name}" value="')[1].split('"')[0] for name in ("chosen", "sign")}
    answers = [_split(browser, cast.berezovka, [], **sent) for _ in range(2)]
    work = Work.objects.get()
    assert [answer.url for answer in answers] == [f"/organisations/acts/{work.pk}/"] * 2
    assert (Reorganisation.objects.count(), Organisation.objects.filter(name=NEW).count()) == (0, 0)
    assert _done(work).error == ""
    act = Reorganisation.objects.get()
    assert (act.people, act.target.name, len(act.ended_mandates)) == (2, NEW, 1)
    assert Membership.objects.filter(ended_on=None, organisation=act.target).count() == 2


def test_a_large_split_is_refused_at_once_or_told_what_has_changed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_AT_ONCE", 1)
    stays = [Membership.objects.get(), a_member(cast.berezovka, "Серова Анна Петровна")]
    browser = visitor(Role.STAFF, cast.kostroma)
    sent = {"chosen": " ".join(str(one.pk) for one in stays), "sign": standing_sign(ids=[cast.berezovka.pk])}
    early = _split(browser, cast.berezovka, [], **sent, on="01.01.1950")
    assert (early.status_code, Work.objects.count()) == (422, 0)
    assert "ещё не было" in _words(early.content)
    page = _split(browser, cast.berezovka, [], **sent).url
    ended(stays[1], TODAY)
    assert _done(Work.objects.get()).state == Work.State.FAILED
    assert "реестр изменился" in _words(browser.get(page).content)
    assert (Reorganisation.objects.count(), Organisation.objects.filter(name=NEW).count()) == (0, 0)


def _split(browser: Client, source: Organisation, stays: list[Membership], **said: str) -> Any:
    named = {"name": NEW, "short_name": NEW, "on": "01.09.2026", "decision": "№ 9", **said}
    return browser.post(f"/reorganisations/of/{source.pk}/split/", {**named, "people": [one.pk for one in stays]})


def _count(organisation: Organisation, people: int) -> None:
    """Let so many more be on record there, by its figure: 2,000 rows would say no more."""
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(organisation.pk, people)])


def _merge(browser: Client, source: Organisation, target: Organisation, *, on: str = "01.09.2026") -> Any:
    sign = standing_sign(ids=[source.pk, target.pk])
    said = {"kind": "merged", "on": on, "decision": "№ 9", "to": target.pk, "version": fresh(source).version}
    return browser.post(f"/reorganisations/of/{source.pk}/merger/", {**said, "sign": sign})


def _take_back(browser: Client, act: Reorganisation) -> Any:
    sign = standing_sign(ids=[act.source_id, act.target_id])
    return browser.post(f"/reorganisations/{act.pk}/undo/", {"reason": "Решение отменено", "sign": sign})


def _done(work: Work) -> Work:
    return run_work(work_id=work.pk, clock=timezone.now)


def _words(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ")
