"""Two rows of one person become one, and two again where that was wrong."""

from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.follow_person import RowsInTheWay
from edinstvo.registry.members.actions.lock_people import RecordsChanged
from edinstvo.registry.members.actions.part_stays import StandsOnMerge
from edinstvo.registry.members.actions.refuse_merge import (
    DifferentPeople,
    InTwoPlaces,
    OneHasDied,
    TransferWaitsStill,
)
from edinstvo.registry.members.actions.split_people import LaterMergeStands, SplitAlready
from edinstvo.registry.members.models import (
    Category,
    CategoryFact,
    EndReason,
    Membership,
    NameAlias,
    Person,
    PersonMerge,
    PersonVersion,
    Transfer,
)
from edinstvo.registry.members.queries.merges import kept_instead, merged_ids
from edinstvo.registry.members.queries.person import category_on, members_on
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, actor, chair
from tests.registry.members.merges import mark_of, merged, split
from tests.registry.members.people import BORN, a_former_member, a_member, ended, person, versions
from tests.registry.members.transfers import asked
from tests.registry.offices.people import elected

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def _twice(cast: Cast) -> tuple[Membership, Membership]:
    """Somebody twice on record in one school: known by a phone, and by papers under a mistyped name."""
    kept = a_member(cast.berezovka, phone="+79105550112")
    details = MembershipDetails(joined_on=date(2015, 9, 1), category=Category.MANAGER, position="Завуч")
    other = a_member(
        cast.berezovka, "Абрамова Людмилла", None, since=date(2018, 9, 1), details=details, email="a@example.org"
    )
    return kept, other


def _figures(cast: Cast) -> list[int]:
    rows = [cast.union, cast.kostroma, cast.galich, cast.berezovka, cast.lyceum]
    return list(figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in rows]).values())


def _everything() -> list[dict[str, Any]]:
    """What the tables say today, but since when it is known, and in which version."""
    tables = [Person, Membership, Transfer, Mandate]
    rows = [row for model in tables for row in model.objects.order_by("pk").values()]
    rows += NameAlias.objects.order_by("person_id", "kind", "key").values()
    rows += CategoryFact.objects.filter(known_until=None).order_by("membership_id", "valid_from").values()
    for row in rows:
        for name in ("version", "known_since", *(["id"] if {"key", "valid_from"} & row.keys() else [])):
            row.pop(name, None)
    return rows


class TestMerge:
    def test_in_one_place_the_stays_become_one_that_lacks_nothing(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        keeper = chair(cast.berezovka)
        merged(kept, other, actor=keeper, chosen=["first_name"], at=LATER)
        one = Membership.objects.select_related("person").get()
        assert one.person.full_name == "Абрамова Людмилла Викторовна"
        assert (one.person.birth_date, one.person.phone, one.person.email) == (BORN, "+79105550112", "a@example.org")
        assert (one.registered_on, one.joined_on) == (date(2018, 9, 1), date(2015, 9, 1))
        assert (one.category, one.position, one.is_incomplete) == (Category.MANAGER, "Завуч", True)
        assert category_on(membership_id=one.pk, on=date(2018, 9, 1)) == Category.MANAGER
        assert _figures(cast) == [1, 1, 1, 1, 0]
        for name in ("Абрамова Людмилла", "Абрамова Людмила Викторовна"):
            assert [row.pk for row in search(text=name, on=TODAY, seen_by=keeper)] == [one.pk]
        assert kept_instead(person_ids=[other.person_id, kept.person_id]) == {other.person_id: kept.person_id}
        assert merged_ids(person_id=kept.person_id) == [kept.person_id, other.person_id]
        entries = Entry.objects.filter(verb__contains="merged").order_by("pk")
        assert list(entries.values_list("object_id", flat=True)) == [kept.person_id, other.person_id]
        now_known = members_on(organisation=cast.union, on=TODAY, seen_by=OPERATOR)
        then_known = members_on(organisation=cast.union, on=TODAY, seen_by=OPERATOR, known_on=NOW)
        assert (len(now_known), len(then_known)) == (1, 2)
        assert PersonVersion.objects.filter(person_id=other.person_id, known_until=LATER).exists()

    def test_stays_on_other_days_change_their_person_and_everything_follows(self, cast: Cast) -> None:
        kept = a_former_member(cast.lyceum)
        other = a_member(cast.mtsensk_school, since=date(2024, 6, 1), is_another_person=True)
        asked(other, cast.berezovka, moves_on=date(2025, 9, 1))
        mandate = elected(cast.berezovka, person_id=other.person_id, since=date(2026, 1, 1))
        merged(kept, other)
        stays = Membership.objects.filter(person=kept.person_id).order_by("registered_on")
        assert [stay.organisation for stay in stays] == [cast.lyceum, cast.mtsensk_school, cast.berezovka]
        assert Transfer.objects.get().person_id == Mandate.objects.get(pk=mandate.pk).person_id == kept.person_id
        assert _figures(cast) == [1, 1, 1, 1, 0]
        assert not Person.objects.filter(pk=other.person_id).exists()


class TestRefused:
    def test_what_tells_two_people_apart(self, cast: Cast) -> None:
        kept = a_member(cast.berezovka, sex="female")
        other = a_member(cast.berezovka, "Абрамова Анна", date(1970, 1, 1), sex="male")
        with pytest.raises(DifferentPeople) as refusal:
            merged(kept, other)
        assert refusal.value.fields == ["birth_date", "sex"]

    def test_one_place_at_a_time(self, cast: Cast) -> None:
        kept = a_member(cast.berezovka)
        other = a_member(cast.lyceum, "Абрамова Людмила")
        with pytest.raises(InTwoPlaces):
            merged(kept, other)
        ended(other, date(2020, 9, 1))
        merged(kept, other)

    def test_a_stay_that_bridges_two(self, cast: Cast) -> None:
        kept = a_former_member(cast.berezovka, until=date(2022, 1, 1))
        a_member(cast.berezovka, since=date(2024, 1, 1))
        with pytest.raises(InTwoPlaces):
            merged(kept, a_member(cast.berezovka, "Абрамова Людмила", None, since=date(2021, 1, 1)))

    def test_the_dead_do_not_go_on(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        gone = ended(kept, date(2022, 1, 1))
        Membership.objects.filter(pk=gone.pk).update(end_reason=EndReason.DIED)
        for one, two in ((kept, other), (other, kept)):
            with pytest.raises(OneHasDied):
                merged(one, two)

    def test_while_a_transfer_waits_and_by_strangers(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        keeper = chair(cast.berezovka)
        with pytest.raises(PowerMissing):
            merged(kept, other, actor=actor(Role.AUDITOR, cast.union))
        elsewhere = a_former_member(
            cast.mtsensk_school, "Абрамова Людмила", since=date(2001, 1, 1), until=date(2002, 1, 1)
        )
        with pytest.raises(PowerMissing):
            merged(kept, elsewhere, actor=keeper)
        asked(other, cast.mtsensk_school, actor=keeper)
        with pytest.raises(TransferWaitsStill):
            merged(kept, other)

    def test_of_what_was_changed_since_it_was_looked_at(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        seen = mark_of(kept, other)
        ended(other, TODAY)
        assert mark_of(kept, other) != seen
        with pytest.raises(RecordsChanged):
            merged(kept, other, seen=seen)

    def test_where_both_hold_what_one_person_has_once(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        for stay in (kept, other):
            elected(cast.berezovka, "committee", stay.person_id)
        before = _everything()
        with pytest.raises(RowsInTheWay):
            merged(kept, other)
        assert _everything() == before


class TestSplit:
    def test_gives_everything_back_under_the_old_numbers(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        past = a_former_member(cast.lyceum, since=date(2001, 9, 1), until=date(2002, 9, 1), is_another_person=True)
        transfers = a_member(cast.mtsensk_school, "Абрамова Л", None, since=date(2017, 1, 1))
        asked(transfers, cast.berezovka, moves_on=date(2018, 1, 1))
        elected(cast.berezovka, person_id=transfers.person_id)
        for duplicate in (other, past, transfers):
            before, stood = _everything(), _figures(cast)
            merge = merged(kept, duplicate, chosen=["category", "position", "first_name"], at=LATER)
            assert _figures(cast) != stood or duplicate is past
            keeper = chair(cast.berezovka) if duplicate is other else OPERATOR
            split(merge, actor=keeper, at=LATER + timedelta(minutes=1))
            assert _everything() == before
            assert _figures(cast) == stood
        between = members_on(organisation=cast.union, on=TODAY, seen_by=OPERATOR, known_on=LATER)
        assert len(between) == 2
        with pytest.raises(SplitAlready):
            split(merge)

    def test_leaves_what_was_done_since_with_the_kept_person(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        merge = merged(kept, other)
        edit_member(
            actor=OPERATOR,
            membership_id=kept.pk,
            expected=versions(kept),
            person=person(phone="+79990000000", email="new@example.org"),
            details=MembershipDetails(joined_on=date(2015, 9, 1), category=Category.MANAGER, position="Директор"),
            category_from=TODAY,
            on=TODAY,
            at=LATER,
        )
        split(merge, at=LATER)
        now, back = Membership.objects.select_related("person").order_by("pk")
        assert (now.person.phone, now.person.email, now.position) == ("+79990000000", "new@example.org", "Директор")
        assert (now.joined_on, now.registered_on, now.category) == (date(2020, 9, 1), date(2020, 9, 1), "")
        assert (back.person.email, back.position, back.person_id) == ("a@example.org", "Завуч", other.person_id)

    def test_is_refused_where_something_stands_on_it(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        third = a_former_member(cast.lyceum, since=date(2001, 9, 1), until=date(2002, 9, 1), is_another_person=True)
        first, second = merged(kept, other), merged(kept, third)
        with pytest.raises(LaterMergeStands):
            split(first)
        split(second)
        ended(kept, TODAY)
        with pytest.raises(StandsOnMerge):
            split(first)
        assert PersonMerge.objects.filter(PersonMerge.STANDS).get() == first

    def test_of_a_row_that_was_merged_on(self, cast: Cast) -> None:
        kept, other = _twice(cast)
        first = merged(kept, other)
        again = a_former_member(cast.lyceum, since=date(2001, 9, 1), until=date(2002, 9, 1), is_another_person=True)
        merged(again, kept)
        assert kept_instead(person_ids=[other.person_id]) == {other.person_id: again.person_id}
        assert set(merged_ids(person_id=again.person_id)) == {again.person_id, kept.person_id, other.person_id}
        with pytest.raises(LaterMergeStands):
            split(first)
