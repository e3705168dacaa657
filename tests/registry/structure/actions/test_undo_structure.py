"""Undoing a list of organisations restores what was told, and keeps what somebody has built upon."""

from datetime import timedelta

import pytest

from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.undo_plan import TooLateToUndo
from edinstvo.registry.organisations.actions.state_contacts import Reached, state_contacts
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of
from edinstvo.registry.organisations.queries.history import status_on
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, staff
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import moved
from tests.registry.structure.actions.small_list import BEREZOVKA, GARDEN, NEYA, ROWS, SCHOOL, called, undone
from tests.registry.structure.committee_lists import committed, planned


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.django_db
def test_undoing_restores_what_was_told_and_leaves_nothing_founded(cast: Cast) -> None:
    before = Reached(chair_last_name="Орехова", phone="+79105550199")
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=before,
        on=TODAY,
        at=NOW - timedelta(hours=1),
        decision="",
        expected_version=1,
    )
    plan = committed(planned(cast.kostroma, ROWS))
    counts = undone(plan)

    assert (counts["reversed"], counts["kept"]) == (4, 0)
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert (known.chair, known.phone) == ("Орехова", "+79105550199")
    assert declared_of(cast.berezovka, on=TODAY) is None
    for name in (NEYA, SCHOOL, GARDEN):
        one = called(name)
        assert one.closed_on == one.founded_on
        assert status_on(one, on=TODAY) == "closed"
    assert Entry.objects.get(verb="structure_undone").after == {
        "organisation": cast.kostroma.name,
        "reversed": 4,
        "kept": 0,
    }
    # The same list can be brought once more; numbers are not given twice.
    numbers = set(Organisation.objects.values_list("inpo", flat=True))
    again = committed(planned(cast.kostroma, ROWS))
    assert again.counts["new"] == 3
    assert Organisation.objects.get(name=SCHOOL, closed_on=None).inpo not in numbers


@pytest.mark.django_db
def test_undoing_keeps_what_something_stands_on(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    a_member(called(SCHOOL))
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=Reached(chair_last_name="Другая"),
        on=TODAY,
        at=NOW + timedelta(minutes=1),
        decision="",
        expected_version=Organisation.objects.get(pk=cast.berezovka.pk).version,
    )
    counts = undone(plan)

    assert (counts["reversed"], counts["kept"]) == (1, 3)
    assert (called(NEYA).is_open, called(SCHOOL).is_open, called(GARDEN).is_open) == (True, True, False)
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert known.chair == "Другая"
    assert contact_of(called(SCHOOL), on=TODAY)


@pytest.mark.django_db
def test_undoing_leaves_what_has_moved_to_others(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    for name in (BEREZOVKA, GARDEN):
        moved(called(name), cast.mtsensk)
    counts = undone(plan, actor=staff(cast.kostroma))
    assert (counts["reversed"], counts["kept"]) == (2, 2)
    assert called(GARDEN).is_open
    assert contact_of(cast.berezovka, on=TODAY)


@pytest.mark.django_db
def test_is_not_undone_twice_nor_after_thirty_days(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    with pytest.raises(TooLateToUndo):
        undone(plan, days=31)
    undone(plan)
    with pytest.raises(WrongState):
        undone(plan)
