"""Closing: only when nothing stands below, and never under somebody who is just being put there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
    UnionStays,
    close_organisation,
)
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.history import status_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, chair, staff
from tests.registry.members.people import a_member, ended


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_day_is_the_first_it_does_not_stand(cast: Cast) -> None:
    closed = _close(cast.lyceum, on=date(2020, 1, 1))
    assert (closed.closed_on, closed.is_open, closed.version) == (date(2020, 1, 1), False, 2)
    days = (FOUNDED - timedelta(days=1), FOUNDED, date(2019, 12, 31), date(2020, 1, 1))
    assert [status_on(closed, on=day) for day in days] == [None, "open", "open", "closed"]


def test_what_was_founded_by_mistake_never_stood(cast: Cast) -> None:
    closed = _close(cast.lyceum, on=FOUNDED)
    assert status_on(closed, on=FOUNDED) == "closed"
    assert closed.statuses.filter(known_until=None).count() == 1


def test_says_what_stands_below(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.galich.pk, 47)])
    with pytest.raises(SomethingStandsBelow) as refusal:
        _close(cast.galich, on=TODAY)
    assert (refusal.value.organisations, refusal.value.members) == (2, 47)
    assert Organisation.objects.get(pk=cast.galich.pk).is_open


def test_people_on_record_alone_keep_it_open(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.lyceum.pk, 1)])
    with pytest.raises(SomethingStandsBelow) as refusal:
        _close(cast.lyceum, on=TODAY)
    assert (refusal.value.organisations, refusal.value.members) == (0, 1)


def test_is_not_closed_before_what_stood_below(cast: Cast) -> None:
    _close(cast.mtsensk_school, on=date(2020, 5, 1))
    with pytest.raises(SomethingStoodLater) as refusal:
        _close(cast.mtsensk, on=date(2020, 4, 30))
    assert refusal.value.until == date(2020, 5, 1)
    assert not _close(cast.mtsensk, on=date(2020, 5, 1)).is_open


def test_is_not_closed_before_the_last_member_left(cast: Cast) -> None:
    for name, day in (("Абрамова Людмила", date(2024, 5, 1)), ("Белова Анна", date(2024, 6, 1))):
        ended(a_member(cast.lyceum, name), day)
    with pytest.raises(SomeLeftLater) as refusal:
        _close(cast.lyceum, on=date(2024, 4, 30))
    assert (refusal.value.count, refusal.value.until) == (2, date(2024, 6, 1))
    assert not _close(cast.lyceum, on=date(2024, 6, 1)).is_open


def test_said_twice_is_done_once(cast: Cast) -> None:
    for _ in range(2):
        closed = _close(cast.lyceum, on=TODAY, version=1)
    assert closed.version == 2
    assert Entry.objects.filter(verb="organisation_closed").count() == 1


def test_is_not_closed_on_another_day_again(cast: Cast) -> None:
    _close(cast.lyceum, on=date(2020, 1, 1))
    with pytest.raises(OrganisationClosed):
        _close(cast.lyceum, on=date(2021, 1, 1), version=2)


@pytest.mark.parametrize(
    ("day", "version", "refusal"),
    [
        (TODAY + timedelta(days=1), 1, DayNotCome),
        (FOUNDED - timedelta(days=1), 1, BeforeFounding),
        (TODAY, 2, EditedMeanwhile),
    ],
)
def test_is_refused(cast: Cast, day: date, version: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _close(cast.lyceum, on=day, version=version)
    assert cast.lyceum.statuses.count() == 1


def test_the_union_stays(cast: Cast) -> None:
    with pytest.raises(UnionStays):
        _close(cast.union, on=TODAY)


@pytest.mark.parametrize(
    "who", [lambda cast: staff(cast.galich), lambda cast: staff(cast.oryol), lambda cast: chair(cast.union)]
)
def test_needs_the_power_above_the_organisation(cast: Cast, who: Callable[[Cast], Actor]) -> None:
    with pytest.raises(PowerMissing):
        _close(cast.galich, on=TODAY, actor=who(cast))


@pytest.mark.django_db(transaction=True)
def test_waits_for_who_is_putting_something_below() -> None:
    territory = a_union().mtsensk
    _close(Organisation.objects.get(parent=territory), on=TODAY)
    is_held, may_end = Event(), Event()

    def found_slowly() -> None:
        try:
            with transaction.atomic():
                a_primary(territory, "ППО Новой школы")
                is_held.set()
                may_end.wait(5)
        finally:
            connection.close()

    def close() -> SomethingStandsBelow | None:
        is_held.wait(5)
        try:
            _close(territory, on=TODAY)
        except SomethingStandsBelow as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        founding, closing = pool.submit(found_slowly), pool.submit(close)
        is_held.wait(5)
        with pytest.raises(TimeoutError):
            closing.result(timeout=0.3)
        may_end.set()
        founding.result()
        refusal = closing.result()
    assert refusal is not None
    assert refusal.organisations == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_put_below_what_is_just_being_closed() -> None:
    school = a_union().lyceum
    is_closing, may_end = Event(), Event()

    def close_slowly() -> None:
        try:
            with transaction.atomic():
                _close(school, on=TODAY)
                is_closing.set()
                may_end.wait(5)
        finally:
            connection.close()

    def hold() -> bool:
        try:
            with transaction.atomic():
                hold_open(organisation_id=school.pk)
        except OrganisationClosed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        closing = pool.submit(close_slowly)
        is_closing.wait(5)
        holding = pool.submit(hold)
        with pytest.raises(TimeoutError):
            holding.result(timeout=0.3)
        may_end.set()
        closing.result()
        assert holding.result() is False


def _close(organisation: Organisation, *, on: date, version: int = 1, actor: Actor = OPERATOR) -> Organisation:
    return close_organisation(
        actor=actor, organisation=organisation, on=on, at=NOW, decision="№ 3-2", expected_version=version
    )
