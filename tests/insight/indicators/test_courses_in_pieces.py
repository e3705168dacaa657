"""Courses stand in pieces: what each carries, which are written, and those that were kept in one row before."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from config.database import database_from_url
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.models import Course
from edinstvo.insight.indicators.queries.audit import differences
from edinstvo.insight.indicators.queries.past import figures_of_days
from launcher.postgres import Server
from tests.cast import TODAY, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

pytestmark = pytest.mark.django_db(transaction=True)
_WHOLE, _IN_PIECES = ("indicators", "0004_summaries"), ("indicators", "0006_pieces_are_whole")
_FIRST = date(2020, 1, 1)
# Each of them makes two steps at least: on record, and joined.
_PEOPLE = Course.MOST


@pytest.fixture
def cast() -> Cast:
    """In Berezovka somebody joins on each of many days, every third of whom leaves a year later."""
    cast = a_union()
    for number in range(_PEOPLE):
        since = _joined(number)
        if number % 3:
            a_member(cast.berezovka, f"Постоянная {_named(number)}", None, since=since)
        else:
            until = since + timedelta(days=365)
            a_former_member(cast.berezovka, f"Недолгая {_named(number)}", None, since=since, until=until)
    # Three steps on one of the first days: pieces begin in the middle of a day then.
    a_member(cast.berezovka, "Молодая Анна", date(2000, 1, 1), since=_joined(3))
    a_member(cast.mtsensk_school, "Одна Вера", since=_FIRST)
    keep_courses()
    return cast


@pytest.fixture
def owner(postgresql: Server) -> Iterator[BaseDatabaseWrapper]:
    """A connection of the owner of the tables, who leaves them as they were found."""
    owner = connection.copy()
    owner.settings_dict.update(database_from_url(postgresql.owner_url))
    yield owner
    _migrate(owner, _IN_PIECES)
    owner.close()


def _named(number: int) -> str:
    """No other of these people bears the name: «Аа», «Аб» and so on."""
    return chr(ord("А") + number // 32) + chr(ord("а") + number % 32)


def _joined(number: int) -> date:
    return _FIRST + timedelta(days=number)


def _migrate(owner: BaseDatabaseWrapper, to: tuple[str, str]) -> None:
    MigrationExecutor(owner).migrate([to])


def _kept() -> list[tuple[object, ...]]:
    rows = Course.objects.order_by("organisation_id", "since")
    return list(rows.values_list("organisation_id", "since", "region_id", "carried", "days", "measures", "amounts"))


def _versions(cast: Cast) -> dict[date, str]:
    """By the first day of each piece of Berezovka which transaction wrote it."""
    with connection.cursor() as cursor:
        sql = "SELECT since, xmin::text FROM indicators_course WHERE organisation_id = %s ORDER BY since"
        cursor.execute(sql, [cast.berezovka.pk])
        return dict(cursor.fetchall())


def test_each_piece_carries_what_those_before_it_came_to(cast: Cast) -> None:
    pieces = list(Course.objects.filter(organisation_id=cast.berezovka.pk).order_by("since"))
    assert len(pieces) > 2
    assert any(later.since == earlier.days[-1] for earlier, later in pairwise(pieces))
    assert {len(piece.days) for piece in pieces[:-1]} == {Course.MOST}
    reached = [0] * len(pieces[0].carried)
    for piece in pieces:
        assert (piece.since, piece.carried) == (piece.days[0], reached)
        for measure, amount in zip(piece.measures, piece.amounts, strict=True):
            reached[measure] += amount


def test_every_day_is_found_alone_and_with_others(cast: Cast) -> None:
    """The days around the beginning of each piece, those before the first and after the last one."""
    begun = Course.objects.filter(organisation_id=cast.berezovka.pk).values_list("since", flat=True)
    days = sorted({day + timedelta(days=off) for day in (*begun, date(2026, 1, 1)) for off in (-1, 0, 1)})
    expected = [_on_record(day) for day in days]
    assert 0 in expected
    for place in (cast.berezovka, cast.galich):
        together = figures_of_days(organisation_ids=[place.pk], days=days)
        assert [together[day][place.pk]["members"] for day in days] == expected
        alone = [figures_of_days(organisation_ids=[place.pk], days=[day])[day] for day in days]
        assert [figures[place.pk] for figures in alone] == [together[day][place.pk] for day in days]


def _on_record(day: date) -> int:
    joined = [number for number in range(_PEOPLE) if _joined(number) <= day]
    young = day >= _joined(3)
    return young + sum(bool(number % 3) or _joined(number) + timedelta(days=365) > day for number in joined)


def test_an_early_day_shifts_all_pieces_and_a_move_takes_all_of_them(cast: Cast) -> None:
    a_member(cast.berezovka, "Ранняя Анна", None, since=date(2019, 6, 1))
    moved(cast.galich, cast.oryol, on=TODAY)
    day = _FIRST + timedelta(days=_PEOPLE)
    waiting = figures_of_days(organisation_ids=[cast.oryol.pk, cast.galich.pk], days=[day])
    keep_courses()
    kept = figures_of_days(organisation_ids=[cast.oryol.pk, cast.galich.pk], days=[day])
    assert waiting == kept
    assert kept[day][cast.galich.pk]["members"] == _on_record(day) + 1
    assert set(Course.objects.values_list("region_id", flat=True)) == {cast.oryol.pk}
    assert list(differences(tell=lambda *_how_far: None)) == []


@pytest.mark.parametrize("bent", [{"since": date(2019, 1, 1)}, {"carried": [0, 0]}, {"amounts": [1]}, {"measures": []}])
def test_a_piece_that_is_none_is_not_kept(cast: Cast, bent: dict[str, object]) -> None:
    piece = Course.objects.filter(organisation_id=cast.mtsensk_school.pk)
    with pytest.raises(IntegrityError):
        piece.update(**bent)


def test_only_the_pieces_that_changed_are_written_anew(cast: Cast) -> None:
    before = _versions(cast)
    a_member(cast.berezovka, "Новая Анна", None, since=date(2025, 1, 1))
    keep_courses()
    after = _versions(cast)
    *older, last = before
    assert [after[since] for since in older] == [before[since] for since in older]
    assert after[last] != before[last]


@pytest.mark.usefixtures("cast")
def test_courses_that_were_kept_in_one_row_are_cut(owner: BaseDatabaseWrapper) -> None:
    kept = _kept()
    _migrate(owner, _WHOLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM indicators_course")
        assert cursor.fetchone() == (len({row[0] for row in kept}),)
    _migrate(owner, _IN_PIECES)
    assert _kept() == kept
