"""Any day, as known on any day: answers equal an independent recount of what was said and when."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.rename_organisation import NameUnchanged, rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.queries.history import name_on, parent_on, status_on, tree_on
from edinstvo.registry.organisations.queries.timeline import timeline_of
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, auditor, found

BEGINNING = date(2020, 1, 1)
_numbers = count()
# One act a day, in the order of days: what it says, of which day, or that the organisation closed.
_days = st.integers(0, 30).map(lambda n: BEGINNING + timedelta(days=n))
_acts = st.lists(st.tuples(_days, st.sampled_from(["А", "Б", "В", "Г", "closed"])), max_size=10)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=_acts, day=_days, known_after=st.integers(-1, 12))
def test_the_answer_equals_a_recount(cast: Cast, acts: list[tuple[date, str]], day: date, known_after: int) -> None:
    school = found(cast.galich, f"Школа {next(_numbers)}", type=OrganisationType.PRIMARY, on=BEGINNING)
    said = [(NOW, BEGINNING, school.name)]
    closed: tuple[datetime, date] | None = None
    for number, (of_day, what) in enumerate(acts, start=1):
        at = NOW + timedelta(days=number)
        if what == "closed":
            closed = _close(school, of_day, at) or closed
        elif _rename(school, f"{school.pk} {what}", of_day, at):
            said.append((at, of_day, f"{school.pk} {what}"))
    school.refresh_from_db()
    for known_on in (None, (NOW + timedelta(days=known_after)).date()):
        name = name_on(school, on=day, known_on=known_on)
        assert (name.name if name else None) == _recount(said, day, known_on)
        assert status_on(school, on=day, known_on=known_on) == _status(closed, day, known_on)
    assert school.name == _recount(said, TODAY, None)
    assert school.closed_on == (closed[1] if closed else None)
    assert [(line.on, line.name) for line in reversed(timeline_of(school)) if line.kind != "closed"] == sorted(
        {of_day: _recount(said, of_day, None) for _, of_day, _ in said}.items()
    )


def test_before_the_founding_there_is_nothing(cast: Cast) -> None:
    day = FOUNDED - timedelta(days=1)
    assert name_on(cast.galich, on=day) is None
    assert parent_on(cast.galich, on=day) is None
    assert status_on(cast.galich, on=day) is None


def test_the_parent_of_a_day(cast: Cast) -> None:
    above, top = parent_on(cast.galich, on=FOUNDED), parent_on(cast.union, on=FOUNDED)
    assert above is not None
    assert above.parent == cast.kostroma
    assert top is not None
    assert top.parent is None
    assert parent_on(cast.galich, on=TODAY, known_on=NOW.date() - timedelta(days=1)) is None


def test_the_tree_of_a_day_has_the_names_of_that_day(cast: Cast) -> None:
    new = found(cast.galich, "ППО новой школы", type=OrganisationType.PRIMARY, on=date(2010, 1, 1))
    _close(cast.lyceum, date(2015, 1, 1), NOW)
    _rename(cast.berezovka, "ППО Гимназии", date(2018, 1, 1), NOW)
    trees = {
        year: {row.short_name for row in tree_on(cast.galich, on=date(year, 6, 1), seen_by=OPERATOR)}
        for year in (2000, 2012, 2020)
    }
    old, lyceum = cast.berezovka.short_name, cast.lyceum.short_name
    assert trees == {2000: {old, lyceum}, 2012: {old, lyceum, new.name}, 2020: {"ППО Гимназии", new.name}}


def test_the_tree_goes_as_deep_as_asked(cast: Cast) -> None:
    below = tree_on(cast.kostroma, on=TODAY, seen_by=OPERATOR)
    assert [row.organisation for row in below[:3]] == [cast.buy, cast.galich, cast.university]
    assert {row.organisation for row in below[3:]} == {
        cast.berezovka,
        cast.lyceum,
        cast.buy_school,
        cast.college,
        cast.evening_department,
        cast.group,
    }
    assert [row.parent_id for row in below[-2:]] == [cast.college.pk, cast.evening_department.pk]
    assert len(tree_on(cast.kostroma, on=TODAY, seen_by=OPERATOR, levels=1)) == 3


def test_the_tree_shows_nobody_elses_branch(cast: Cast) -> None:
    assert [row.organisation for row in tree_on(cast.union, on=TODAY, seen_by=auditor(cast.mtsensk))] == [
        cast.mtsensk,
        cast.mtsensk_school,
    ]


def test_the_timeline_tells_what_was_taken_for_true(cast: Cast) -> None:
    school, day = a_primary(cast.galich, "ППО Школы"), date(2015, 1, 1)
    corrected_at = NOW + timedelta(days=2)
    _rename(school, "ППО Гимназзии", day, NOW + timedelta(days=1))
    _rename(school, "ППО Гимназии", day, corrected_at)
    _close(school, date(2020, 1, 1), NOW + timedelta(days=3))
    school.refresh_from_db()
    closed, renamed, founded = timeline_of(school)
    assert (closed.kind, closed.on) == ("closed", date(2020, 1, 1))
    assert (renamed.kind, renamed.name, renamed.former_name) == ("renamed", "ППО Гимназии", "ППО Школы")
    assert [(old.name, old.known_until) for old in renamed.corrections] == [("ППО Гимназзии", corrected_at)]
    assert (founded.kind, founded.on, founded.name) == ("founded", FOUNDED, "ППО Школы")


def _recount(said: list[tuple[datetime, date, str]], day: date, known_on: date | None) -> str | None:
    """The last thing said, as far as known, of the last day before `day` of which anything was said."""
    heard = [
        (of_day, n, name) for n, (at, of_day, name) in enumerate(said) if known_on is None or at.date() <= known_on
    ]
    return max((line for line in heard if line[0] <= day), default=(None, 0, None))[2]


def _status(closed: tuple[datetime, date] | None, day: date, known_on: date | None) -> str | None:
    if day < BEGINNING or (known_on and known_on < NOW.date()):
        return None
    is_closed = closed and closed[1] <= day and (known_on is None or closed[0].date() <= known_on)
    return "closed" if is_closed else "open"


def _rename(school: Organisation, name: str, on: date, at: datetime) -> bool:
    school.refresh_from_db()
    try:
        rename_organisation(
            actor=OPERATOR,
            organisation=school,
            name=name,
            short_name=name,
            on=on,
            at=at,
            decision="№ 1",
            expected_version=school.version,
        )
    except (NameUnchanged, OrganisationClosed):
        return False
    return True


def _close(school: Organisation, on: date, at: datetime) -> tuple[datetime, date] | None:
    school.refresh_from_db()
    was_open = school.is_open
    try:
        close_organisation(
            actor=OPERATOR, organisation=school, on=on, at=at, decision="№ 1", expected_version=school.version
        )
    except OrganisationClosed:
        return None
    return (at, on) if was_open else None
