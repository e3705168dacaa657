"""Suspensions follow the stay: what becomes of them when it ends, goes over, or its record is merged."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.follow_person import RowsInTheWay
from edinstvo.registry.members.models import Membership, Suspension
from edinstvo.registry.members.queries.suspensions import suspended_on, suspensions_of
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_former_member, a_member, dates_of, ended, person, versions
from tests.registry.members.suspending import SINCE, copies, resumed, suspended
from tests.registry.members.transfers import asked
from tests.registry.reorganisations.merging import merged as joined

BACK = date(2026, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestTheEndOfAStay:
    def test_ends_it_and_it_follows_a_correction_of_the_end(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay, expected=TODAY)
        ended(stay, BACK)
        assert copies(stay) == (None, None)
        assert [fact.valid_until for fact in suspensions_of(person_id=stay.person_id)] == [BACK]
        _other_end(stay, date(2026, 10, 1))
        assert [fact.valid_until for fact in suspensions_of(person_id=stay.person_id)] == [date(2026, 10, 1)]
        _other_end(stay, date(2026, 2, 1))
        assert not suspensions_of(person_id=stay.person_id)
        assert suspended_on(person_id=stay.person_id, on=SINCE) is None
        _other_end(stay, None)
        assert copies(stay) == (SINCE, TODAY)

    def test_whoever_comes_back_is_not_suspended(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        ended(stay, BACK)
        again = a_member(cast.berezovka, since=date(2026, 10, 1))
        assert again.person_id == stay.person_id
        assert copies(again) == (None, None)
        assert suspended_on(person_id=stay.person_id, on=TODAY) is None

    def test_a_transfer_takes_it_along(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay, expected=TODAY)
        transfer = asked(stay, cast.mtsensk_school, moves_on=BACK)
        assert transfer.new_stay_id is not None
        new = Membership.objects.get(pk=transfer.new_stay_id)
        assert (copies(stay), copies(new)) == ((None, None), (SINCE, TODAY))
        resumed(new, TODAY, actor=chair(cast.mtsensk_school))
        assert suspended_on(person_id=stay.person_id, on=BACK) is not None

    def test_a_reorganisation_takes_it_along_and_gives_it_back(self, cast: Cast) -> None:
        stay = a_member(cast.lyceum)
        suspended(stay)
        act = joined(cast.lyceum, cast.berezovka)
        new = Membership.objects.get(Membership.OPEN)
        assert (copies(stay), copies(new)) == ((None, None), (SINCE, None))
        undo_reorganisation(
            actor=OPERATOR, reorganisation_id=act.pk, reason="Решение отменено", at=NOW + timedelta(hours=1)
        )
        assert copies(stay) == (SINCE, None)


class TestMergedRecords:
    def test_it_comes_along_and_goes_back(self, cast: Cast) -> None:
        kept = a_former_member(cast.berezovka, "Абрамова Людмила", until=date(2024, 6, 1))
        other = a_member(cast.berezovka, "Абрамова Людмилла", None, since=date(2025, 1, 1))
        suspended(other)
        merge = merged(kept, other)
        assert [fact.valid_from for fact in suspensions_of(person_id=kept.person_id)] == [SINCE]
        assert copies(other) == (SINCE, None)
        split(merge, at=NOW + timedelta(hours=1))
        assert [fact.valid_from for fact in suspensions_of(person_id=merge.other_id)] == [SINCE]
        assert copies(other) == (SINCE, None)

    def test_what_was_stated_since_ends_where_the_open_stay_goes_back(self, cast: Cast) -> None:
        kept = a_former_member(cast.berezovka, "Абрамова Людмила", until=date(2024, 6, 1))
        other = a_member(cast.berezovka, "Абрамова Людмилла", None, since=date(2025, 1, 1))
        merge = merged(kept, other)
        suspended(other)
        split(merge, at=NOW + timedelta(hours=1))
        assert copies(other) == (None, None)
        assert not Suspension.objects.filter(Suspension.GOES_ON).exists()

    def test_two_that_go_on_are_no_merge(self, cast: Cast) -> None:
        kept = a_member(cast.berezovka, "Абрамова Людмила")
        other = a_member(cast.berezovka, "Абрамова Людмилла", None)
        suspended(kept)
        suspended(other, BACK)
        with pytest.raises(RowsInTheWay), transaction.atomic():
            merged(kept, other)
        assert Suspension.objects.filter(Suspension.GOES_ON).count() == 2


def _other_end(stay: Membership, day: date | None) -> None:
    correct_member(
        actor=OPERATOR,
        membership_id=stay.pk,
        expected=versions(stay),
        person=person(),
        dates=dates_of(stay, ended_on=day, end_reason="own_wish" if day else ""),
        reason="Описка",
        on=TODAY,
        at=NOW,
    )
