"""A checked list comes into the register exactly as it was seen, or not at all."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.imports.models import ImportPlan, PlanRow
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.end_membership import end_membership
from edinstvo.registry.members.models import EndReason, Membership, Person, PersonVersion
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.imports.actions.known_people import ANNA, BORIS, actions, admitted, commit, edited, undo
from tests.registry.imports.lists import planned
from tests.registry.members.people import a_former_member

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_new_people_come_in_with_their_keys_and_are_counted_at_every_level(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA, BORIS]))

    anna, boris = Membership.objects.order_by("name_key").select_related("person").reverse()
    assert (anna.person.full_name, anna.person.phone, anna.joined_on) == (
        "Иванова Анна Петровна",
        "+79105550112",
        date(1990, 9, 1),
    )
    assert (anna.registered_on, boris.registered_on) == (date(1990, 9, 1), TODAY)
    assert (anna.name_key, anna.given_key, anna.phone_tail) == ("иванова  анна петровна", "анна петровна", "0112")
    assert anna.batch_id == boris.batch_id == plan.pk
    assert list(boris.person.aliases.values_list("key", flat=True)) == ["воскресенский"]
    for organisation in (cast.union, cast.kostroma, cast.galich, cast.berezovka):
        assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=organisation.pk) == 2


def test_somebody_known_here_is_the_same_or_an_update(cast: Cast) -> None:
    admitted(cast)
    assert actions(planned(cast.berezovka, [[*ANNA[:2], "", "", ""]])) == ["same"]

    plan = planned(cast.berezovka, [ANNA])
    assert actions(plan) == ["update"]
    assert PlanRow.objects.get(plan=plan).changes["phone"] == ["", "+79105550112"]
    commit(plan)

    anna = Membership.objects.select_related("person").get()
    assert (anna.person.phone, anna.phone, anna.phone_tail, anna.version) == ("+79105550112", "+79105550112", "0112", 2)
    assert PersonVersion.objects.get().phone == ""
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.union.pk) == 1


def test_a_missing_birth_date_is_filled_where_the_name_is_known_here(cast: Cast) -> None:
    admitted(cast, birth_date=None)
    commit(planned(cast.berezovka, [ANNA]))
    assert Membership.objects.get().birth_date == date(1968, 3, 12)


def test_somebody_on_record_elsewhere_is_left_alone(cast: Cast) -> None:
    admitted(cast)
    plan = planned(cast.lyceum, [ANNA, BORIS])
    assert actions(plan) == ["elsewhere", "new"]
    commit(plan)
    assert Membership.objects.filter(primary=cast.lyceum).count() == 1


def test_a_former_member_comes_back_as_the_same_person(cast: Cast) -> None:
    before = admitted(cast)
    end_membership(
        actor=OPERATOR,
        membership_id=before.pk,
        expected=Versions(person=1, membership=1),
        ended_on=date(2020, 1, 1),
        reason=EndReason.DISMISSED,
        decision="",
        on=TODAY,
        at=NOW - timedelta(hours=1),
    )
    plan = commit(planned(cast.lyceum, [ANNA]))
    assert Person.objects.count() == 1
    back = Membership.objects.get(Membership.OPEN)
    assert (back.person_id, back.primary_id, back.registered_on) == (before.person_id, cast.lyceum.pk, TODAY)

    undo(plan)
    assert Membership.objects.get().pk == before.pk


def test_of_a_former_member_the_person_learns_what_the_list_says(cast: Cast) -> None:
    left = a_former_member(cast.lyceum, "Иванова Анна Петровна", until=date(2024, 6, 1), phone="+79161112233")
    plan = commit(planned(cast.berezovka, [ANNA]))
    back = Membership.objects.select_related("person").get(Membership.OPEN)
    assert (back.person_id, back.phone, back.person.phone) == (left.person_id, "+79105550112", "+79105550112")
    known = PersonVersion.objects.filter(person_id=left.person_id).latest("version")
    assert (known.phone, back.person.version) == ("+79161112233", known.version + 1)

    undo(plan)
    assert Person.objects.get().phone == "+79161112233"
    assert Membership.objects.get().pk == left.pk


@pytest.mark.parametrize(("said", "begins"), [("01.09.2021", TODAY), ("01.06.2024", date(2024, 6, 1))])
def test_an_old_list_puts_nobody_on_record_twice_on_one_day(cast: Cast, said: str, begins: date) -> None:
    left = a_former_member(cast.lyceum, until=date(2024, 6, 1))
    row = [left.person.full_name, f"{left.birth_date:%d.%m.%Y}", said]
    plan = commit(planned(cast.berezovka, [row], headings=("ФИО", "Дата рождения", "Дата постановки на учёт")))
    assert actions(plan) == ["new"]
    back = Membership.objects.get(Membership.OPEN)
    assert (back.person_id, back.registered_on) == (left.person_id, begins)


def test_two_rows_that_mean_one_known_person_are_taken_once(cast: Cast) -> None:
    admitted(cast)
    nameless_date = ["Иванова Анна Петровна", "", "8 910 555-01-12", "", ""]
    assert actions(planned(cast.berezovka, [ANNA, nameless_date]))[0] == "update"


def test_is_refused_when_the_register_moved_and_nothing_is_written(cast: Cast) -> None:
    plan = planned(cast.berezovka, [ANNA, BORIS])
    admitted(cast)
    with pytest.raises(RegisterMoved) as refusal:
        commit(plan)
    assert refusal.value.rows == 1
    assert Membership.objects.count() == 1
    assert ImportPlan.objects.get().state == "planned"


def test_is_refused_when_a_matched_record_was_edited_meanwhile(cast: Cast) -> None:
    known = admitted(cast)
    plan = planned(cast.berezovka, [ANNA])
    edited(known, phone="+79990000000")
    with pytest.raises(RegisterMoved):
        commit(plan)


def test_a_second_commit_finds_it_done(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA]))
    with pytest.raises(WrongState):
        commit(plan)
    assert Membership.objects.count() == 1
