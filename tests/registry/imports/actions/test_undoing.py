"""A list goes out of the register again: what was known is known, and what somebody did since stays."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.tallies.actions.add_deltas import add_changes
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import TooLateToUndo, undo_plan
from edinstvo.registry.members.models import Membership, MembershipVersion, Person
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.members.rules.marks import PAPER_RECORDS
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.imports.actions.known_people import ANNA, BORIS, actions, admitted, commit, edited, undo
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged
from tests.registry.members.people import a_former_member, a_member
from tests.registry.offices.people import elected

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_undo_takes_new_people_out_and_keeps_what_was_known(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA, BORIS]))
    undo(plan)

    plan.refresh_from_db()
    assert {name: plan.counts[name] for name in ("reversed", "kept", "failed")} == {
        "reversed": 2,
        "kept": 0,
        "failed": 0,
    }
    assert (Membership.objects.count(), Person.objects.count()) == (0, 0)
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.union.pk) == 0
    assert MembershipVersion.objects.count() == 2
    known_then = members_on(organisation=cast.berezovka, on=TODAY, seen_by=OPERATOR, known_on=NOW)
    assert len(known_then) == 2


def test_undo_gives_updated_people_their_former_values(cast: Cast) -> None:
    known = admitted(cast, phone="+79161112233")
    plan = commit(planned(cast.berezovka, [ANNA]))
    undo(plan)
    known.refresh_from_db()
    assert (known.person.phone, known.phone, known.position) == ("+79161112233", "+79161112233", "")


def test_whoever_is_on_paper_is_kept_here_from_the_day_of_the_commit_until_it_is_undone(cast: Cast) -> None:
    known = admitted(cast)
    Membership.objects.update(electronic_on=None)
    add_changes(amounts={(PAPER_RECORDS, place.pk): 1 for place in (cast.union, cast.berezovka)})
    plan = planned(cast.berezovka, [[*ANNA[:2], "", "", ""]])
    assert actions(plan) == ["update"]
    commit(plan)
    known.refresh_from_db()
    assert (known.electronic_on, known.version) == (TODAY, 2)
    assert MembershipVersion.objects.get().electronic_on is None
    assert figure(measure=PAPER_RECORDS, organisation_id=cast.union.pk) == 0
    undo(plan)
    known.refresh_from_db()
    assert (known.electronic_on, known.version) == (None, 3)
    assert figure(measure=PAPER_RECORDS, organisation_id=cast.union.pk) == 1


def test_undo_keeps_what_somebody_edited_since(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA, BORIS]))
    anna = Membership.objects.get(name_key__startswith="иванова")
    edited(anna, phone="+79990000000", at=NOW + timedelta(minutes=5))
    plan = undo(plan)
    assert (plan.counts["reversed"], plan.counts["kept"]) == (1, 1)
    assert Membership.objects.get().person_id == anna.person_id
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.berezovka.pk) == 1


def test_undo_keeps_whoever_was_elected_since(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA, BORIS]))
    anna = Membership.objects.get(name_key__startswith="иванова")
    elected(cast.berezovka, person_id=anna.person_id, since=anna.registered_on)
    undo(plan)
    assert list(Membership.objects.values_list("pk", flat=True)) == [anna.pk]


def test_undo_keeps_whoever_was_merged_since(cast: Cast) -> None:
    late = ["Зимина Татьяна Ивановна", "", "", "", ""]
    plan = commit(planned(cast.berezovka, [ANNA, BORIS, late]))
    boris, _late, anna = Membership.objects.filter(batch_id=plan.pk).order_by("name_key")
    here = a_member(cast.berezovka, "Иванова А", None)
    before = a_former_member(cast.lyceum, "Белозёрский Борис", None, until=date(2020, 9, 2))
    for kept, other in ((here, anna), (boris, before)):
        merged(kept, other)
    plan = undo(plan)
    assert (plan.counts["reversed"], plan.counts["kept"], plan.counts["failed"]) == (1, 2, 0)
    assert {here.pk, boris.pk, before.pk} == set(Membership.objects.values_list("pk", flat=True))


def test_undo_comes_too_late_after_thirty_days(cast: Cast) -> None:
    plan = commit(planned(cast.berezovka, [ANNA]))
    with pytest.raises(TooLateToUndo):
        undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW + timedelta(days=30, seconds=1), report=say_nothing)
    assert Membership.objects.count() == 1
