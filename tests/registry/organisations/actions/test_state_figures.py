"""What is stated of an organisation from a day on: its institution, its workforce, its members on paper."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.declare_heads import declare_heads
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.set_institution import set_institution
from edinstvo.registry.organisations.actions.state_change import NothingChanges
from edinstvo.registry.organisations.actions.state_workforce import state_workforce
from edinstvo.registry.organisations.models import Institution, Organisation
from edinstvo.registry.organisations.queries.figures import coverage_of, declared_of
from edinstvo.registry.organisations.queries.history import institution_on
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union, auditor, chair, staff
from tests.registry.members.people import MembershipDetails, a_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import fresh

DAY = date(2022, 1, 1)
ACTS: list[tuple[Callable[..., Organisation], dict[str, Any], dict[str, Any]]] = [
    (set_institution, {"institution": Institution.SCHOOL}, {"institution": Institution.BOARDING}),
    (state_workforce, {"workers": 40, "students": 0}, {"workers": 50, "students": 10}),
    (
        declare_heads,
        {"workers": 30, "students": 0, "retired": 4},
        {"workers": 31, "students": 0, "retired": 4},
    ),
]
every_act = pytest.mark.parametrize(("act", "one", "other"), ACTS, ids=[act.__name__ for act, _, _ in ACTS])


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@every_act
def test_holds_from_its_day_until_said_otherwise(
    cast: Cast, act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    _say(act, cast.lyceum, one)
    school = _say(act, cast.lyceum, other, on=date(2024, 1, 1))
    _say(act, cast.lyceum, other, on=date(2021, 1, 1))
    assert school.version == 3
    assert Entry.objects.filter(object_id=school.pk, reason="№ 5").count() == 3


@every_act
def test_the_same_day_corrects_and_said_twice_is_done_once(
    cast: Cast, act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert [_say(act, cast.lyceum, one, version=1).version for _ in range(2)] == [2, 2]
    assert _say(act, cast.lyceum, other, at=NOW + timedelta(days=1)).version == 3


@every_act
def test_is_refused(cast: Cast, act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]) -> None:
    _say(act, cast.lyceum, one)
    with pytest.raises(NothingChanges):
        _say(act, cast.lyceum, one, on=TODAY)
    with pytest.raises(DayNotCome):
        _say(act, cast.lyceum, other, on=TODAY + timedelta(days=1))
    with pytest.raises(BeforeFounding):
        _say(act, cast.lyceum, other, on=FOUNDED - timedelta(days=1))
    with pytest.raises(EditedMeanwhile):
        _say(act, cast.lyceum, other, version=1)
    for stranger in (chair(cast.mtsensk_school), auditor(cast.union)):
        with pytest.raises(PowerMissing):
            _say(act, cast.lyceum, other, actor=stranger)
    closed(cast.lyceum, on=date(2025, 1, 1))
    with pytest.raises(OrganisationClosed):
        _say(act, cast.lyceum, other, on=TODAY)


def test_a_chair_states_what_is_counted_and_staff_what_it_is(cast: Cast) -> None:
    own = chair(cast.lyceum)
    _say(state_workforce, cast.lyceum, ACTS[1][1], actor=own)
    _say(declare_heads, cast.lyceum, ACTS[2][1], actor=own)
    with pytest.raises(PowerMissing):
        _say(set_institution, cast.lyceum, ACTS[0][1], actor=own)
    school = _say(set_institution, cast.lyceum, ACTS[0][1], actor=staff(cast.galich))
    assert school.institution == "school"
    assert [institution_on(school, on=day) for day in (DAY - timedelta(days=1), DAY)] == ["", "school"]


def test_the_coverage_leaves_pensioners_out(cast: Cast) -> None:
    assert coverage_of(cast.lyceum, on=TODAY) is None
    for n, category in enumerate(("pedagogical", "support", "retired")):
        a_member(cast.lyceum, f"Белых Анна{'абв'[n]}", details=MembershipDetails(category=category))
    _say(state_workforce, cast.lyceum, {"workers": 8, "students": 0})
    found = coverage_of(cast.lyceum, on=TODAY)
    assert found is not None
    assert (found.members, found.workforce, found.percent) == (2, 8, Decimal("25.0"))


def test_the_coverage_of_a_branch_is_counted_where_the_workforce_is_known(cast: Cast) -> None:
    for school, name, workers in ((cast.lyceum, "Ветрова Нина", 3), (cast.berezovka, "Зимина Татьяна", 5)):
        a_member(school, name)
        _say(state_workforce, school, {"workers": workers, "students": 0})
    a_member(cast.buy_school, "Орлова Вера")
    found = coverage_of(cast.kostroma, on=TODAY)
    assert found is not None
    assert (found.members, found.workforce, found.percent, found.stated, found.organisations) == (
        2,
        8,
        Decimal("25.0"),
        2,
        5,
    )


def test_an_empty_workforce_covers_nothing(cast: Cast) -> None:
    _say(state_workforce, cast.lyceum, {"workers": 0, "students": 0})
    found = coverage_of(cast.lyceum, on=TODAY)
    assert found is not None
    assert found.percent is None


def test_members_on_paper_stand_beside_the_counted_until_the_record_has_moved(cast: Cast) -> None:
    _say(declare_heads, cast.lyceum, {"workers": 1, "students": 0, "retired": 1})
    a_member(cast.lyceum, "Ветрова Нина")
    paper = declared_of(cast.lyceum, on=TODAY)
    assert paper is not None
    assert (paper.total, paper.valid_from) == (2, DAY)
    assert declared_of(cast.lyceum, on=DAY - timedelta(days=1)) is None


def _say(
    act: Callable[..., Organisation],
    organisation: Organisation,
    said: dict[str, Any],
    *,
    on: date = DAY,
    at: datetime = NOW,
    actor: Actor = OPERATOR,
    version: int | None = None,
) -> Organisation:
    return act(
        actor=actor,
        organisation=organisation,
        **said,
        on=on,
        at=at,
        decision="№ 5",
        expected_version=fresh(organisation).version if version is None else version,
    )
