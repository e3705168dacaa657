"""Editing: what is saved, what needs a correction, dated categories, and two people at one record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.change_member import EditedMeanwhile, NotOnRecordHere, Versions
from edinstvo.registry.members.actions.edit_member import NeedsCorrection, edit_member
from edinstvo.registry.members.actions.refuse_joining import JoinedAsChild
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.models import CategoryFact, Membership, MembershipVersion, PersonVersion
from edinstvo.registry.members.queries.person import category_on
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.people import ABRAMOVA, BEGAN, BORN, a_former_member, a_member, person, versions

LATER = NOW + timedelta(days=1)
DETAILS = MembershipDetails(joined_on=BEGAN, category="pedagogical", position="Учитель")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def edit(
    membership: Membership,
    *,
    person_said: Mapping[str, Any] | None = None,
    actor: Actor = OPERATOR,
    expected: Versions | None = None,
    category_from: date = TODAY,
    name: str = ABRAMOVA,
    born: date | None = BORN,
    **said: Any,
) -> Membership:
    return edit_member(
        actor=actor,
        membership_id=membership.pk,
        expected=expected or versions(membership),
        person=person(name, born, **(person_said or {})),
        details=replace(DETAILS, **said),
        category_from=category_from,
        on=TODAY,
        at=LATER,
    )


def test_saves_contacts_and_work_and_keeps_what_was_known(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS, phone="+79105550112")
    edit(membership, person_said={"phone": "+79105559999"}, position="Завуч")
    stored = Membership.objects.select_related("person").get(pk=membership.pk)
    assert (stored.person.phone, stored.phone_tail, stored.position) == ("+79105559999", "9999", "Завуч")
    assert (stored.version, stored.person.version, stored.known_since) == (2, 2, LATER)
    before = MembershipVersion.objects.get(membership_id=membership.pk)
    assert (before.position, before.version, before.known_since, before.known_until) == ("Учитель", 1, NOW, LATER)
    assert PersonVersion.objects.get(person_id=membership.person_id).phone == "+79105550112"


def test_keeps_no_version_of_the_row_that_stays(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership, position="Завуч")
    assert not PersonVersion.objects.exists()
    assert versions(membership) == Versions(person=1, membership=2)


def test_journals_only_what_changed(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership, actor=chair(cast.berezovka), position="Завуч")
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.before, entry.after) == ("member_edited", {"position": "Учитель"}, {"position": "Завуч"})


def test_of_nothing_writes_nothing(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership)
    assert Entry.objects.latest("id").verb == "member_admitted"
    assert versions(membership) == Versions(person=1, membership=1)


def test_fills_in_what_was_not_known(cast: Cast) -> None:
    membership = a_member(cast.berezovka, born=None, details=MembershipDetails())
    assert membership.is_incomplete
    filled = edit(membership, person_said={"sex": "female", "phone": "+79105550112"})
    assert (filled.birth_date, filled.joined_on, filled.is_incomplete) == (BORN, BEGAN, False)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("last_name", {"name": "Абрамцева Людмила Викторовна"}),
        ("first_name", {"name": "Абрамова Лидия Викторовна"}),
        ("middle_name", {"name": "Абрамова Людмила"}),
        ("birth_date", {"born": date(1969, 3, 12)}),
        ("birth_date", {"born": None}),
        ("joined_on", {"joined_on": date(2000, 1, 1)}),
    ],
)
def test_of_who_somebody_is_needs_a_correction(cast: Cast, field: str, said: dict[str, Any]) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    with pytest.raises(NeedsCorrection) as refused:
        edit(membership, **said)
    assert refused.value.fields == [field]
    assert versions(membership) == Versions(person=1, membership=1)


def test_dates_a_new_category(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership, category="retired", category_from=date(2025, 9, 1))
    assert Membership.objects.get(pk=membership.pk).category == "retired"
    assert category_on(membership_id=membership.pk, on=date(2025, 8, 31)) == "pedagogical"
    assert category_on(membership_id=membership.pk, on=date(2025, 9, 1)) == "retired"
    assert category_on(membership_id=membership.pk, on=TODAY, known_on=NOW) == "pedagogical"


def test_replaces_a_category_of_the_same_day(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership, category="support", category_from=BEGAN)
    known = CategoryFact.objects.filter(membership_id=membership.pk, known_until__isnull=True)
    assert [fact.category for fact in known] == ["support"]
    assert category_on(membership_id=membership.pk, on=TODAY, known_on=NOW) == "pedagogical"


def test_leaves_the_category_alone_when_none_is_said(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    edit(membership, category="", position="Завуч")
    assert Membership.objects.get(pk=membership.pk).category == "pedagogical"
    assert CategoryFact.objects.count() == 1


def test_refuses_a_category_before_the_stay_before_a_later_one_or_ahead(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    for day in (BEGAN - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(CategoryDayDoesNotFit):
            edit(membership, category="retired", category_from=day)
    edit(membership, category="retired", category_from=date(2025, 9, 1))
    with pytest.raises(CategoryDayDoesNotFit) as refused:
        edit(membership, category="support", category_from=date(2025, 8, 31))
    assert refused.value.earliest == date(2025, 9, 1)


def test_tells_the_second_of_two_people_what_the_first_saved(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    opened = versions(membership)
    edit(membership, expected=opened, position="Завуч")
    with pytest.raises(EditedMeanwhile) as refused:
        edit(membership, expected=opened, position="Директор")
    assert refused.value.membership.position == "Завуч"
    edit(membership, expected=versions(membership), position="Директор")
    assert Membership.objects.get(pk=membership.pk).position == "Директор"


def test_is_refused_to_strangers_and_for_what_is_not_there(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    with pytest.raises(PowerMissing):
        edit(membership, actor=chair(cast.lyceum), position="Завуч")
    Membership.objects.all().delete()
    with pytest.raises(NotOnRecordHere):
        edit(membership, expected=Versions(person=1, membership=1))


def test_of_somebody_who_moved_on_is_only_of_the_stay(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, details=DETAILS)
    a_member(cast.lyceum, since=date(2025, 9, 1))
    here = chair(cast.berezovka)
    with pytest.raises(PowerMissing):
        edit(former, actor=here, person_said={"phone": "+79105550112"})
    assert edit(former, actor=here, position="Завуч").position == "Завуч"


def test_is_refused_where_a_day_filled_in_is_that_of_a_child(cast: Cast) -> None:
    for born, joined_on in [(BORN, date(1982, 3, 11)), (date(2006, 9, 2), None)]:
        membership = a_member(cast.berezovka, born=None, details=MembershipDetails(), is_another_person=True)
        with pytest.raises(JoinedAsChild):
            edit(membership, born=born, joined_on=joined_on)


def test_of_something_else_does_not_ask_how_old_somebody_was(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    Membership.objects.filter(pk=membership.pk).update(joined_on=date(1980, 1, 1))
    assert edit(membership, joined_on=date(1980, 1, 1), position="Завуч").position == "Завуч"
