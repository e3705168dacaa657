"""A summary: asked for once, counted in the background as the command counts, kept, and seen with its organisation."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.actions.ask_summary import BaseTooLate, ask_summary
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.summaries import summaries_of, summary
from edinstvo.insight.indicators.rules import COUNTED_ON, values_of
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.cast import actor as acting
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

AS_OF, BASE = date(2024, 3, 16), date(2024, 1, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    """Two on record on the day, one who left within the days; since, their school has moved to another region."""
    cast = a_union()
    a_member(cast.berezovka, "Первая Анна", since=date(2020, 1, 1))
    a_member(cast.buy_school, "Вторая Анна", since=date(2024, 2, 1))
    a_former_member(cast.buy_school, "Третья Анна", since=date(2020, 1, 1), until=date(2024, 3, 1))
    moved(cast.buy_school, cast.mtsensk, on=date(2025, 1, 1))
    return cast


def _asked(place: Organisation, **days: date) -> Summary:
    told = {"as_of": AS_OF, "base": BASE, **days}
    actor = acting(Role.STAFF, place, login=f"staff-{User.objects.count()}")
    return ask_summary(actor=actor, organisation=place, year=2023, at=timezone.now(), **told)


def _counted(place: Organisation, **days: date) -> Summary:
    asked = _asked(place, **days)
    assert run_work(work_id=asked.work_id or 0, clock=timezone.now).error_text == ""
    asked.refresh_from_db()
    return asked


@pytest.mark.parametrize("name", ["union", "kostroma", "buy", "oryol"])
def test_comes_to_what_the_command_prints(name: str, cast: Cast) -> None:
    place = getattr(cast, name)
    counted, out = _counted(place), StringIO()
    of = ["--as-of", AS_OF.isoformat(), "--base", BASE.isoformat(), "--organisation", place.inpo or "", "--json"]
    call_command("indicators", *of, stdout=out)
    printed = {name: one["numerator"] for name, one in json.loads(out.getvalue())["values"].items()}
    assert {name: one.numerator for name, one in values_of(counted.counts or {}).items()} == printed
    assert (counted.counts or {}).keys() == COUNTED_ON.keys()
    assert counted.counted_at is not None
    assert counted.organisation == place


def test_what_was_told_stays_though_the_rows_change(cast: Cast) -> None:
    before = _counted(cast.kostroma).counts or {}
    a_member(cast.berezovka, "Четвёртая Анна", since=date(2020, 1, 1))
    _counted(cast.kostroma)
    told = [(one.counts or {})["members"] for one in summaries_of(cast.kostroma, seen_by=OPERATOR)]
    assert told == [before["members"] + 1, before["members"]]


def test_one_that_is_being_counted_is_not_begun_twice(cast: Cast) -> None:
    first = _asked(cast.kostroma)
    assert _asked(cast.kostroma) == first
    assert Work.objects.filter(kind="indicators.summary").count() == 1
    assert _asked(cast.kostroma, as_of=AS_OF - timedelta(days=1)) != first
    run_work(work_id=first.work_id or 0, clock=timezone.now)
    assert _asked(cast.kostroma) != first


def test_a_work_that_runs_again_leaves_what_was_counted(cast: Cast) -> None:
    counted = _counted(cast.kostroma)
    Work.objects.filter(pk=counted.work_id).update(state=Work.State.QUEUED, finished_at=None)
    a_member(cast.berezovka, "Пятая Анна", since=date(2020, 1, 1))
    assert run_work(work_id=counted.work_id or 0, clock=timezone.now).error_text == ""
    assert Summary.objects.get(pk=counted.pk).counts == counted.counts


def test_days_that_cannot_be_are_refused(cast: Cast) -> None:
    with pytest.raises(BaseTooLate):
        _asked(cast.kostroma, base=AS_OF + timedelta(days=1))
    with pytest.raises(DayNotCome):
        _asked(cast.kostroma, as_of=timezone.localdate() + timedelta(days=1))
    assert not Summary.objects.exists()


def test_belongs_to_whoever_sees_the_organisation(cast: Cast) -> None:
    counted = _counted(cast.kostroma)
    assert list(summaries_of(cast.kostroma, seen_by=acting(Role.STAFF, cast.union))) == [counted]
    for place in (cast.oryol, cast.galich):
        stranger = acting(Role.STAFF, place)
        with pytest.raises(Summary.DoesNotExist):
            summary(id=counted.pk, seen_by=stranger)
        with pytest.raises(PowerMissing):
            ask_summary(actor=stranger, organisation=cast.kostroma, as_of=AS_OF, base=BASE, year=2023, at=NOW)


def test_nothing_is_counted_for_whoever_lost_the_power_meanwhile(cast: Cast) -> None:
    asked = _asked(cast.kostroma)
    Grant.objects.all().delete()
    work = run_work(work_id=asked.work_id or 0, clock=timezone.now)
    assert work.error_text == "Тому, кто запросил сводку, эта организация больше не видна. Ничего не посчитано."
    assert Summary.objects.get(pk=asked.pk).counts is None


def test_the_database_keeps_no_counts_without_their_moment(cast: Cast) -> None:
    asked = _asked(cast.kostroma)
    with pytest.raises(IntegrityError, match="summary_counted_has_counts"), transaction.atomic():
        Summary.objects.filter(pk=asked.pk).update(counts={"members": 1})
