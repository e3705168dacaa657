"""States from kept figures and from those counted at night; reminders of those behind."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.models import Notice
from edinstvo.insight.programme.actions.measure_programmes import measure_programmes
from edinstvo.insight.programme.actions.remind_behind import NobodyToRemind, RemindedToday, remind_behind
from edinstvo.insight.programme.models import Measured, Programme
from edinstvo.insight.programme.queries.behind import behind_on
from edinstvo.insight.programme.queries.standing import participants, stages_of
from edinstvo.insight.programme.queries.states import standings
from edinstvo.insight.programme.rules import Figure, State
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import PRIMARY_TYPES, ConfirmedStructure, Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_region, a_union, a_user, auditor, staff
from tests.insight.programme.programmes import accepted, approved, overdue, reported, staged, standing_of
from tests.registry.members.people import a_member
from tests.registry.offices.people import elected, with_login

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    """Three members of Kostroma, one of Oryol, all on electronic record."""
    cast = a_union()
    for name in ("Абрамова Анна", "Ветрова Вера", "Громова Галина"):
        a_member(cast.berezovka, name)
    a_member(cast.mtsensk_school, "Дорофеева Дарья")
    return cast


class TestFigures:
    def test_are_those_kept_today(self, cast: Cast) -> None:
        stage = staged(approved(cast.union), "Этап", ("registered_share", 100), ("members", 3), ("virtual", 1))
        [share, members, virtual] = standing_of(stage, cast.kostroma).reached
        assert (share.figure, share.is_met) == (Figure(3, 3), True)
        assert (members.figure, members.is_met) == (Figure(3), True)
        assert (virtual.figure, virtual.gap) == (Figure(0, 3), 1)
        a_member(cast.college, "Ежова Елена")
        assert standing_of(stage, cast.kostroma).reached[1].figure == Figure(4)

    def test_make_a_stage_reached_and_lost_again(self, cast: Cast) -> None:
        stage = staged(approved(cast.union), "Этап", ("members", 3))
        assert standing_of(stage, cast.kostroma).state is State.REACHED
        assert standing_of(stage, cast.oryol).state is State.UNDER_WAY
        assert standing_of(stage, cast.oryol, on=stage.due_on + timedelta(days=1)).state is State.OVERDUE

    def test_of_a_structure_are_those_of_its_page(self, cast: Cast) -> None:
        stage = staged(approved(cast.union), "Структура", ("regions_structured", 1), ("chairs_with_access_share", 50))
        primaries = Organisation.objects.filter(region=cast.oryol, type__in=PRIMARY_TYPES)
        for number, primary in enumerate(primaries):
            with_login(elected(primary), f"chair{number}")
        ConfirmedStructure.objects.create(
            organisation=cast.oryol, primaries=len(primaries), valid_from=date(2025, 11, 1), known_since=NOW
        )
        assert standing_of(stage, cast.oryol).state is State.REACHED
        [built, chairs] = standing_of(stage, cast.kostroma).reached
        assert (built.figure, chairs.figure) == (Figure(0, 1), Figure(0, 5))
        assert (chairs.bound, chairs.gap) == (3, 3)

    def test_of_territories_are_their_own(self, cast: Cast) -> None:
        stage = staged(approved(cast.kostroma), "Этап", ("members", 3))
        assert standing_of(stage, cast.galich).state is State.REACHED
        assert standing_of(stage, cast.buy).state is State.NOT_BEGUN
        assert {one.pk for one in participants(stage.programme, seen_by=OPERATOR)} == {cast.galich.pk, cast.buy.pk}

    def test_ask_the_database_as_often_for_any_number(self, cast: Cast) -> None:
        programme = approved(cast.union)
        staged(programme, "Первый", ("members", 3), ("regions_structured", 1), ("virtual", 2))
        few = _queries(programme, [cast.kostroma])
        for number in range(5):
            staged(programme, f"Этап {number}", ("completeness", 80), ("joined_online", 3))
        many = _queries(programme, [cast.kostroma, cast.oryol, a_region(cast.union, "Тульская", seat="71")])
        assert few == many


class TestTheCountOfTheNight:
    def test_counts_from_rows_what_no_figure_is_kept_of(self, cast: Cast) -> None:
        stage = staged(approved(cast.union), "Онлайн", ("joined_online", 2))
        assert standing_of(stage, cast.kostroma).reached[0].figure is None
        Membership.objects.filter(region=cast.kostroma).update(applied_online=True)
        assert measure_programmes(actor=OPERATOR, on=TODAY) == 2
        [one] = standing_of(stage, cast.kostroma).reached
        assert (one.figure, one.counted_on, one.first_met_on) == (Figure(3), TODAY, TODAY)
        assert standing_of(stage, cast.oryol).reached[0].figure == Figure(0)

    def test_notes_the_day_a_value_was_first_reached_and_keeps_it(self, cast: Cast) -> None:
        stage = staged(approved(cast.union), "Этап", ("members", 4))
        measure_programmes(actor=OPERATOR, on=TODAY)
        assert not Measured.objects.exclude(first_met_on=None).exists()
        a_member(cast.college, "Ежова Елена")
        measure_programmes(actor=OPERATOR, on=TOMORROW)
        measure_programmes(actor=OPERATOR, on=TOMORROW + timedelta(days=1))
        found = standing_of(stage, cast.kostroma, on=TOMORROW)
        assert (found.state, found.since) == (State.REACHED, TOMORROW)
        assert standing_of(stage, cast.oryol, on=TOMORROW).since is None

    def test_looks_at_no_programme_that_is_over(self, cast: Cast) -> None:
        made = approved(cast.union, ends_on=date(2026, 12, 31))
        staged(made, "Этап", ("members", 4))
        assert measure_programmes(actor=OPERATOR, on=date(2027, 1, 1)) == 0


class TestAReminder:
    def test_reaches_whoever_reports_where_a_stage_is_overdue(self, cast: Cast) -> None:
        a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
        a_user("typist", grants=[(Role.OPERATOR, cast.kostroma)])
        a_user("other", grants=[(Role.STAFF, cast.oryol)])
        stage = overdue(approved(cast.union), "Этап", ("members", 2))
        assert [one.organisation for one in behind_on(stage, on=TODAY)] == [cast.oryol]
        made = remind_behind(actor=staff(cast.union), stage_id=stage.pk, on=TODAY, at=NOW)
        assert (made.organisations, made.people) == (1, 1)
        notice = Notice.objects.get(template="programme/behind")
        assert "Не хватает по сегодняшним цифрам: 1" in notice.text
        assert Entry.objects.get(verb="behind_reminded").after == {"organisations": 1, "people": 1}

    def test_comes_once_a_day(self, cast: Cast) -> None:
        a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
        stage = overdue(approved(cast.union))
        remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TODAY, at=NOW)
        with pytest.raises(RemindedToday):
            remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TODAY, at=NOW)
        remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TOMORROW, at=NOW)
        assert Notice.objects.filter(template="programme/behind").count() == 2

    def test_is_refused_where_it_would_reach_nobody(self, cast: Cast) -> None:
        stage = overdue(approved(cast.union))
        with pytest.raises(NobodyToRemind):
            remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TODAY, at=NOW)
        a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
        accepted(stage, cast.kostroma)
        reported(stage, cast.oryol)
        with pytest.raises(NobodyToRemind):
            remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TODAY, at=NOW)

    def test_is_sent_by_whoever_keeps_the_programme(self, cast: Cast) -> None:
        stage = overdue(approved(cast.union))
        for who in (staff(cast.kostroma), auditor(cast.union)):
            with pytest.raises(PowerMissing):
                remind_behind(actor=who, stage_id=stage.pk, on=TODAY, at=NOW)


def _queries(programme: Programme, places: list[Organisation]) -> int:
    stages = stages_of(programme)
    with CaptureQueriesContext(connection) as asked:
        standings(stages, places, on=TODAY)
    return len(asked)
