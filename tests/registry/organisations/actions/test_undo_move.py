"""Taking a move back: as if it had never been, while nothing stands on it."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove, undo_move
from edinstvo.registry.organisations.models import OrganisationType
from edinstvo.registry.organisations.queries.branch_on import chain_on
from edinstvo.registry.organisations.queries.history import parent_on
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_territory, a_union, found, staff
from tests.registry.members.people import a_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import MOVED, disagreements, fresh, moved, moved_back


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_everything_stands_where_it_stood(cast: Cast) -> None:
    a_member(cast.group)
    moved(cast.buy, cast.oryol)
    a_primary(fresh(cast.buy), "ППО Новой школы")
    a_member(fresh(cast.buy_school), "Ветрова Нина")
    territory = moved_back(cast.buy)
    assert (territory.parent, territory.version) == (cast.kostroma, 3)
    assert chain_on(cast.group, on=TODAY)[1] == cast.kostroma
    assert disagreements() == []


def test_what_was_believed_stays_known(cast: Cast) -> None:
    moved(cast.buy, cast.oryol)
    moved_back(cast.buy, at=NOW + timedelta(days=5))
    then, now = (parent_on(cast.buy, on=TODAY, known_on=day) for day in (NOW.date(), None))
    assert (then and then.parent, now and now.parent) == (cast.oryol, cast.kostroma)
    entry = Entry.objects.get(verb="organisation_move_undone")
    assert (entry.before["parent"], entry.after["parent"]) == (cast.oryol.name, cast.kostroma.name)
    assert entry.reason == "Внесено по ошибке"


def test_said_twice_is_done_once(cast: Cast) -> None:
    moved(cast.buy, cast.oryol)
    for _ in range(2):
        assert moved_back(cast.buy).version == 3
    assert Entry.objects.filter(verb="organisation_move_undone").count() == 1


def test_the_last_move_is_taken_back_first(cast: Cast) -> None:
    moved(cast.lyceum, cast.buy)
    moved(cast.lyceum, cast.mtsensk, on=date(2024, 1, 1))
    with pytest.raises(MovedAgainSince) as refusal:
        moved_back(cast.lyceum)
    assert refusal.value.on == date(2024, 1, 1)
    moved_back(cast.lyceum, on=date(2024, 1, 1))
    assert moved_back(cast.lyceum).parent == cast.galich
    assert disagreements() == []


@pytest.mark.parametrize("day", [FOUNDED, TODAY])
def test_a_founding_is_no_move_and_neither_is_an_idle_day(cast: Cast, day: date) -> None:
    with pytest.raises(NoSuchMove):
        moved_back(cast.lyceum, on=day)


def test_what_was_moved_twice_on_one_day_goes_back_step_by_step(cast: Cast) -> None:
    for parent in (cast.buy, cast.mtsensk):
        moved(cast.lyceum, parent)
    assert moved_back(cast.lyceum, at=NOW + timedelta(days=1)).parent == cast.buy
    assert disagreements() == []
    assert moved_back(cast.lyceum, at=NOW + timedelta(days=2)).parent == cast.galich
    assert disagreements() == []
    then = [parent_on(cast.lyceum, on=TODAY, known_on=(NOW + timedelta(days=n)).date()) for n in range(3)]
    assert [fact and fact.parent for fact in then] == [cast.mtsensk, cast.buy, cast.galich]


def test_a_correction_back_and_forth_is_no_taking_back(cast: Cast) -> None:
    for number, parent in enumerate([cast.buy, cast.mtsensk, cast.buy]):
        moved(cast.lyceum, parent, at=NOW + timedelta(days=number))
    stood = [moved_back(cast.lyceum, at=NOW + timedelta(days=number)).parent for number in range(3, 6)]
    assert stood == [cast.mtsensk, cast.buy, cast.galich]


def test_what_was_founded_on_that_day_stands_under_its_founding_parent(cast: Cast) -> None:
    young = found(cast.galich, "ППО Новой школы", type=OrganisationType.PRIMARY, on=MOVED)
    moved(young, cast.mtsensk)
    assert moved_back(young, at=NOW + timedelta(days=1)).parent == cast.galich
    assert fresh(young).parent == cast.galich
    assert [fact.parent for fact in (parent_on(young, on=MOVED), parent_on(young, on=TODAY)) if fact] == 2 * [
        cast.galich
    ]
    with pytest.raises(NoSuchMove):
        moved_back(young, at=NOW + timedelta(days=2))
    assert disagreements() == []


def test_is_refused_when_the_former_parent_was_closed_since(cast: Cast) -> None:
    territory = a_territory(cast.kostroma, "Шарьинская организация")
    school = a_primary(territory, "ППО Шарьинской школы")
    moved(school, cast.buy)
    closed(territory, on=TODAY)
    with pytest.raises(ParentClosed):
        moved_back(school)
    assert fresh(school).parent == cast.buy


def test_is_refused_when_a_neighbour_took_its_name_or_it_was_closed_since(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    namesake = a_primary(cast.galich, cast.lyceum.name)
    with pytest.raises(NameTaken):
        moved_back(cast.lyceum)
    closed(namesake, on=TODAY)
    closed(cast.lyceum, on=TODAY)
    with pytest.raises(OrganisationClosed):
        moved_back(cast.lyceum)


def test_is_refused_of_another_version(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    with pytest.raises(EditedMeanwhile):
        undo_move(actor=OPERATOR, organisation=cast.lyceum, on=MOVED, at=NOW, reason="", expected_version=1)


def test_needs_the_power_in_both_branches(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    for who in (staff(cast.oryol), staff(cast.kostroma)):
        with pytest.raises(PowerMissing):
            moved_back(cast.lyceum, actor=who)
    assert moved_back(cast.lyceum, actor=staff(cast.union)).parent == cast.galich
