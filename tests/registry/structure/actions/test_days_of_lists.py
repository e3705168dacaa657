"""From which day holds what a list says: its own, if it names one; never before what stands above."""

from datetime import date, timedelta

import pytest

from edinstvo.registry.organisations.actions.state_contacts import Reached, state_contacts
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of
from edinstvo.registry.structure.models import StructureRow
from edinstvo.registry.structure.queries.exchange import plan_as_json
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.structure.actions.small_list import GALICH, GARDEN, NEYA, ROWS, SCHOOL, called, undone
from tests.registry.structure.committee_lists import Rows, actions_of, committed, planned


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.django_db
def test_a_list_that_names_its_day_tells_what_held_on_that_day(cast: Cast) -> None:
    day = TODAY - timedelta(days=40)
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=Reached(chair_last_name="Орехова"),
        on=TODAY - timedelta(days=5),
        at=NOW - timedelta(hours=1),
        decision="",
        expected_version=1,
    )
    title = f"Сведения о первичных организациях по состоянию на {day:%d.%m.%Y} г."
    plan = committed(planned(cast.kostroma, ROWS, title=title))
    contact, declared = contact_of(called(SCHOOL), on=TODAY), declared_of(called(SCHOOL), on=TODAY)
    assert contact
    assert declared
    assert contact.valid_from == declared.valid_from == day
    then, now = contact_of(cast.berezovka, on=day), contact_of(cast.berezovka, on=TODAY)
    assert then
    assert now
    assert (then.chair, now.chair) == ("Иванова Мария Петровна", "Орехова")
    assert planned(cast.kostroma, ROWS, title=title).counts["same"] == len(actions_of(plan))
    assert undone(plan)["kept"] == 0
    assert contact_of(cast.berezovka, on=day) is None


@pytest.mark.django_db
def test_a_day_ahead_or_before_the_founding_is_no_day_of_a_list(cast: Cast) -> None:
    ahead = committed(planned(cast.kostroma, ROWS, title="на 1 января 2099 года"))
    contact = contact_of(called(SCHOOL), on=TODAY)
    assert contact
    assert contact.valid_from == TODAY
    undone(ahead)
    committed(planned(cast.kostroma, ROWS, title=f"на 01.09.{FOUNDED.year - 1}"))
    contact = contact_of(Organisation.objects.get(name=SCHOOL, closed_on=None), on=TODAY)
    assert contact
    assert contact.valid_from == FOUNDED


@pytest.mark.django_db
def test_new_ones_stand_no_earlier_than_those_above_and_it_is_said(cast: Cast) -> None:
    rows: Rows = [(NEYA, SCHOOL, "", "", "", "", ""), (GALICH, GARDEN, "", "", "", "", "")]
    plan = planned(cast.kostroma, rows, founded_on=date(1950, 1, 1))
    told = {row.name: row.question for row in StructureRow.objects.filter(plan=plan, has_problems=True)}
    # What stands below a new one follows it, and is told there.
    assert {name: question["params"]["parent"] for name, question in told.items()} == {
        NEYA: cast.kostroma.short_name,
        GARDEN: cast.galich.short_name,
    }
    assert told[NEYA]["code"] == "founded_later"
    assert (told[NEYA]["params"]["day"], told[NEYA]["params"]["wished"]) == (f"{FOUNDED:%d.%m.%Y}", "01.01.1950")
    problems = plan_as_json(plan=plan)["problems"]
    assert {(one["field"], one["severity"]) for one in problems} == {("founded_on", "warning")}
    assert "не с 01.01.1950" in problems[0]["message"]
    assert committed(plan).counts["new"] == 3
    assert (called(NEYA).founded_on, called(SCHOOL).founded_on) == (FOUNDED, FOUNDED)
