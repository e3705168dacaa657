"""Taking back what was stated from a day on: as if it had never been, while nothing stands on it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.change_type import change_type
from edinstvo.registry.organisations.actions.declare_heads import declare_heads
from edinstvo.registry.organisations.actions.found_organisation import TypeNotAllowedHere
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.actions.set_institution import set_institution
from edinstvo.registry.organisations.actions.state_contacts import Reached, state_contacts
from edinstvo.registry.organisations.actions.state_many import state_many, withdraw_many
from edinstvo.registry.organisations.actions.state_workforce import state_workforce
from edinstvo.registry.organisations.actions.take_back_fact import STATEMENTS, OfTheFounding, take_back_fact
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    Institution,
    Organisation,
    OrganisationInstitution,
    OrganisationKind,
    OrganisationName,
    OrganisationType,
    Workforce,
    known,
)
from edinstvo.registry.organisations.queries.figures import workforce_of
from edinstvo.registry.organisations.queries.history import institution_on, type_on
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, auditor, chair, found, staff
from tests.registry.organisations.moving import fresh, moved
from tests.registry.organisations.small_union import a_bare_union

DAY = date(2022, 1, 1)
PRIMARY, WITH_RIGHTS = OrganisationType.PRIMARY, OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS
ACTS: list[tuple[type[DatedFact], Callable[..., Organisation], dict[str, Any], dict[str, Any]]] = [
    (OrganisationName, rename_organisation, {"name": "ППО Один"}, {"name": "ППО Два"}),
    (OrganisationKind, change_type, {"type": PRIMARY}, {"type": WITH_RIGHTS}),
    (OrganisationInstitution, set_institution, {"institution": "school"}, {"institution": "boarding"}),
    (Workforce, state_workforce, {"workers": 40, "students": 0}, {"workers": 50, "students": 9}),
    (DeclaredHeads, declare_heads, *({"workers": n, "students": 0, "retired": 4} for n in (30, 31))),
    (Contact, state_contacts, *({"contacts": Reached(phone=phone)} for phone in ("+74943651212", "+74943651213"))),
]
every_kind = pytest.mark.parametrize(("kind", "act", "one", "other"), ACTS, ids=[kind.__name__ for kind, *_ in ACTS])


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_every_kind_is_tried_here() -> None:
    assert {kind for kind, *_ in ACTS} == set(STATEMENTS)


@every_kind
def test_what_was_known_of_the_days_before_holds_again(
    cast: Cast, kind: type[DatedFact], act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    _say(act, cast.university, one)
    _say(act, cast.university, other, on=date(2024, 1, 1))
    school = _taken_back(_known(kind, cast.university, date(2024, 1, 1)), at=NOW + timedelta(days=1))
    assert _known(kind, cast.university, TODAY).valid_from == DAY
    assert school.version == 4
    then = kind._default_manager.filter(known(on=NOW.date()), organisation_id=school.pk)
    assert then.filter(valid_from=date(2024, 1, 1)).exists()
    entry = Entry.objects.get(verb="organisation_statement_taken_back")
    assert (entry.reason, entry.before["valid_from"]) == ("Внесено по ошибке", "2024-01-01")
    fields = STATEMENTS[kind].fields
    assert any(entry.before[name] != entry.after[name] for name in fields)


@every_kind
def test_what_it_had_replaced_of_its_day_holds_again_step_by_step(
    cast: Cast, kind: type[DatedFact], act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    steps = [one, other] if kind is not OrganisationKind else [other, one]
    if kind is OrganisationKind:
        _say(act, cast.university, one, on=date(2021, 1, 1))
    for number, said in enumerate(steps):
        _say(act, cast.university, said, at=NOW + timedelta(days=number))
    first = kind._default_manager.filter(organisation_id=cast.university.pk, valid_from=DAY).order_by("pk")[0]
    _taken_back(_known(kind, cast.university, DAY), at=NOW + timedelta(days=3))
    fields = STATEMENTS[kind].fields
    holds = _known(kind, cast.university, DAY)
    assert [getattr(holds, name) for name in fields] == [getattr(first, name) for name in fields]
    _taken_back(holds, at=NOW + timedelta(days=4))
    assert not kind._default_manager.filter(known(), organisation_id=cast.university.pk, valid_from=DAY).exists()


@every_kind
def test_a_second_click_and_another_version_change_nothing(
    cast: Cast, kind: type[DatedFact], act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    _say(act, cast.university, one)
    fact = _known(kind, cast.university, DAY)
    with pytest.raises(EditedMeanwhile):
        _taken_back(fact, version=1)
    assert [_taken_back(fact, version=2).version for _ in range(2)] == [3, 3]
    assert Entry.objects.filter(verb="organisation_statement_taken_back").count() == 1


@every_kind
def test_needs_the_power_that_stating_needs(
    cast: Cast, kind: type[DatedFact], act: Callable[..., Organisation], one: dict[str, Any], other: dict[str, Any]
) -> None:
    _say(act, cast.university, one)
    fact = _known(kind, cast.university, DAY)
    is_managed = kind in (OrganisationName, OrganisationKind, OrganisationInstitution)
    for who in (staff(cast.oryol), auditor(cast.union), *([chair(cast.university)] if is_managed else [])):
        with pytest.raises(PowerMissing):
            _taken_back(fact, actor=who)
    assert _taken_back(fact, actor=staff(cast.kostroma) if is_managed else chair(cast.university)).version == 3


def test_the_row_says_what_holds(cast: Cast) -> None:
    for kind, act, one, _ in ACTS[:3]:
        _say(act, cast.university, one)
        _taken_back(_known(kind, cast.university, DAY))
    stands = fresh(cast.university)
    was = cast.university
    assert (stands.name, stands.name_key, stands.type, stands.institution) == (was.name, was.name_key, was.type, "")
    assert (institution_on(stands, on=TODAY), type_on(stands, on=TODAY)) == ("", WITH_RIGHTS)
    assert workforce_of(stands, on=TODAY) is None


@pytest.mark.parametrize("kind", [OrganisationName, OrganisationKind])
def test_an_organisation_is_never_without_a_name_and_a_type(cast: Cast, kind: type[DatedFact]) -> None:
    with pytest.raises(OfTheFounding):
        _taken_back(_known(kind, cast.lyceum, FOUNDED))


def test_a_later_figure_is_no_obstacle(cast: Cast) -> None:
    _say(state_workforce, cast.lyceum, {"workers": 400, "students": 0})
    _say(state_workforce, cast.lyceum, {"workers": 50, "students": 0}, on=TODAY)
    _taken_back(_known(Workforce, cast.lyceum, DAY))
    assert workforce_of(cast.lyceum, on=TODAY - timedelta(days=1)) is None
    stated = workforce_of(cast.lyceum, on=TODAY)
    assert stated is not None
    assert stated.workers == 50


def test_a_type_that_something_stands_on_stays(cast: Cast) -> None:
    _say(change_type, cast.university, {"type": PRIMARY})
    moved(cast.university, cast.buy, on=date(2023, 1, 1))
    with pytest.raises(TypeNotAllowedHere):
        _taken_back(_known(OrganisationKind, cast.university, DAY))
    group = found(cast.evening_department, "Профгруппа методистов", type=OrganisationType.GROUP)
    part = found(group.parent.parent, "Подразделение", type=OrganisationType.GROUP)  # type: ignore[union-attr]  # a part
    _say(change_type, part, {"type": OrganisationType.SUBDIVISION})
    found(part, "Группа под ним", type=OrganisationType.GROUP, on=TODAY)
    with pytest.raises(SomethingBelowDoesNotFit):
        _taken_back(_known(OrganisationKind, part, DAY))
    assert fresh(part).type == OrganisationType.SUBDIVISION


def test_a_name_that_a_neighbour_took_stays_away(cast: Cast) -> None:
    _say(rename_organisation, cast.lyceum, {"name": "ППО Гимназии"})
    a_primary(cast.galich, cast.lyceum.name)
    with pytest.raises(NameTaken):
        _taken_back(_known(OrganisationName, cast.lyceum, DAY))
    assert fresh(cast.lyceum).name == "ППО Гимназии"


def test_what_a_list_brought_and_took_back_is_no_statement(cast: Cast) -> None:
    _say(state_workforce, cast.lyceum, {"workers": 40, "students": 0})
    brought, undone = NOW + timedelta(days=1), NOW + timedelta(days=2)
    listed = Workforce(organisation=cast.lyceum, workers=44, students=0, valid_from=DAY, known_since=brought)
    state_many(actor=OPERATOR, head=cast.kostroma, facts=[listed])
    withdraw_many(actor=OPERATOR, head=cast.kostroma, ids=[cast.lyceum.pk], known_since=brought, at=undone)
    _taken_back(_known(Workforce, cast.lyceum, DAY), at=NOW + timedelta(days=3))
    assert workforce_of(cast.lyceum, on=TODAY) is None


class TestAnyOrder(TestCase):
    """Whatever is stated and taken back, each day is answered as a stack of statements of each day does."""

    @settings(max_examples=25, deadline=None)
    @given(acts=st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.sampled_from(list(Institution))), max_size=14))
    def test_equals_a_stack(self, acts: list[tuple[bool, int, Institution]]) -> None:
        school = a_bare_union()[-1]
        days = [school.founded_on + timedelta(days=n) for n in range(3)]
        stacks: dict[date, list[str]] = {day: [] for day in days}
        for number, (is_stated, at_day, what) in enumerate(acts):
            day, at = days[at_day], NOW + timedelta(minutes=number)
            if is_stated and what != institution_on(school, on=day):
                _say(set_institution, school, {"institution": what}, on=day, at=at)
                stacks[day].append(what)
            elif not is_stated and stacks[day]:
                _taken_back(_known(OrganisationInstitution, school, day), at=at)
                stacks[day].pop()
        for day in days:
            said = [stacks[one][-1] for one in days if one <= day and stacks[one]]
            assert institution_on(school, on=day) == (said[-1] if said else "")
        assert fresh(school).institution == institution_on(school, on=days[-1])


def _known(kind: type[DatedFact], organisation: Organisation, on: date) -> DatedFact:
    facts = kind._default_manager.filter(known(), organisation_id=organisation.pk, valid_from__lte=on)
    return facts.latest("valid_from")


def _say(
    act: Callable[..., Organisation],
    organisation: Organisation,
    said: dict[str, Any],
    *,
    on: date = DAY,
    at: datetime = NOW,
) -> Organisation:
    told = {**said, "short_name": said["name"]} if "name" in said else said
    return act(
        actor=OPERATOR,
        organisation=organisation,
        **told,
        on=on,
        at=at,
        decision="№ 5",
        expected_version=fresh(organisation).version,
    )


def _taken_back(
    fact: DatedFact, *, actor: Actor = OPERATOR, at: datetime = NOW + timedelta(hours=1), version: int | None = None
) -> Organisation:
    row = Organisation.objects.get(pk=fact.organisation_id)
    return take_back_fact(
        actor=actor,
        fact=fact,
        at=at,
        reason="Внесено по ошибке",
        expected_version=row.version if version is None else version,
    )
