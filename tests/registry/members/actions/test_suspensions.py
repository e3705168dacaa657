"""Suspending and resuming: what it does, what it refuses, and how it is corrected."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.resume_membership import NotSuspended
from edinstvo.registry.members.actions.state_suspension import ExpectedTooLate, SuspensionDayDoesNotFit
from edinstvo.registry.members.actions.suspend_membership import SuspendedAlready
from edinstvo.registry.members.models import Suspension, SuspensionReason
from edinstvo.registry.members.queries.suspensions import suspended_on, suspensions_of
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, TODAY, Cast, a_union, chair
from tests.registry.members.people import BEGAN, a_former_member, a_member, ended, versions
from tests.registry.members.suspending import SINCE, copies, corrected, resumed, suspended, taken_back

BACK = date(2026, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestSuspending:
    def test_keeps_the_member_on_record_and_says_so(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay, expected=BACK, actor=chair(cast.berezovka))
        assert (fact.valid_from, fact.valid_until, fact.decision) == (SINCE, None, "Протокол № 3")
        assert copies(stay) == (SINCE, BACK)
        assert figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[cast.union.pk]) == {cast.union.pk: 1}
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.object_id) == ("membership_suspended", stay.person_id)
        assert entry.after["suspension_reason"] == "army"
        assert entry.after["suspended_on"] == SINCE.isoformat()

    def test_makes_no_version_of_the_record(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        assert versions(stay).membership == 1

    def test_happens_once(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay)
        with pytest.raises(SuspendedAlready) as refusal:
            suspended(stay, BACK)
        assert refusal.value.suspension == fact
        assert Suspension.objects.count() == 1

    @pytest.mark.parametrize("day", [BEGAN - timedelta(days=1), TODAY + timedelta(days=1)])
    def test_is_refused_outside_the_time_on_record(self, cast: Cast, day: date) -> None:
        with pytest.raises(SuspensionDayDoesNotFit):
            suspended(a_member(cast.berezovka), day)

    def test_is_refused_inside_another_and_where_it_would_be_over_before_it_begins(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        resumed(stay, BACK)
        for since, expected in [(BACK - timedelta(days=1), None), (date(2025, 1, 1), None), (BACK, BACK)]:
            with pytest.raises(SuspensionDayDoesNotFit):
                suspended(stay, since, expected=expected)
        suspended(stay, BACK)

    def test_is_not_expected_to_last_for_ever(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        with pytest.raises(ExpectedTooLate) as refused:
            suspended(stay, expected=date(2100, 1, 1))
        latest = refused.value.latest
        assert latest == date(TODAY.year + 5, TODAY.month, TODAY.day)
        fact = suspended(stay, expected=latest)
        with pytest.raises(ExpectedTooLate):
            corrected(fact, SINCE, expected=latest + timedelta(days=1))

    def test_is_refused_of_a_former_member_and_to_a_stranger(self, cast: Cast) -> None:
        with pytest.raises(EndedAlready):
            suspended(a_former_member(cast.berezovka))
        with pytest.raises(PowerMissing):
            suspended(a_member(cast.berezovka, "Ветрова Нина"), actor=chair(cast.lyceum))

    def test_the_database_holds_one_at_a_time(self, cast: Cast) -> None:
        fact = suspended(a_member(cast.berezovka))
        with pytest.raises(IntegrityError), transaction.atomic():
            Suspension.objects.create(
                person_id=fact.person_id, valid_from=BACK, reason=SuspensionReason.OTHER, known_since=NOW
            )


class TestResuming:
    def test_ends_it_on_the_day(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        resumed(stay, BACK, actor=chair(cast.berezovka))
        assert copies(stay) == (None, None)
        for day, is_so in [(SINCE, True), (BACK - timedelta(days=1), True), (BACK, False), (BEGAN, False)]:
            assert (suspended_on(person_id=stay.person_id, on=day) is not None) is is_so
        assert Entry.objects.latest("id").after["resumed_on"] == BACK.isoformat()

    def test_nothing_is_rewritten(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        later = NOW + timedelta(hours=1)
        resumed(stay, BACK, at=later)
        assert suspended_on(person_id=stay.person_id, on=TODAY, known_on=NOW) is not None
        assert suspended_on(person_id=stay.person_id, on=TODAY, known_on=later) is None

    def test_is_refused_twice_and_on_a_wrong_day(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        with pytest.raises(NotSuspended):
            resumed(stay)
        suspended(stay)
        for day in (SINCE, TODAY + timedelta(days=1)):
            with pytest.raises(SuspensionDayDoesNotFit):
                resumed(stay, day)
        with pytest.raises(PowerMissing):
            resumed(stay, actor=chair(cast.lyceum))


class TestCorrecting:
    def test_another_day_is_known_instead(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay)
        later = NOW + timedelta(hours=1)
        corrected(fact, date(2026, 4, 1), expected=BACK, at=later)
        assert copies(stay) == (date(2026, 4, 1), BACK)
        assert suspended_on(person_id=stay.person_id, on=SINCE) is None
        assert suspended_on(person_id=stay.person_id, on=SINCE, known_on=NOW) == fact
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.reason) == ("suspension_corrected", "Описка")
        assert entry.before["suspended_on"] == SINCE.isoformat()

    def test_a_mistaken_one_is_taken_back(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay)
        taken_back(fact, at=NOW + timedelta(hours=1))
        assert copies(stay) == (None, None)
        assert not suspensions_of(person_id=stay.person_id)
        assert suspended_on(person_id=stay.person_id, on=TODAY, known_on=NOW) == fact

    def test_what_was_over_goes_on_again(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        corrected(resumed(stay, BACK), SINCE)
        assert copies(stay) == (SINCE, None)

    def test_is_refused_without_a_reason_of_an_old_fact_and_to_a_stranger(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay)
        for reason in ("", " "):
            with pytest.raises(ReasonMissing):
                corrected(fact, SINCE, why=reason)
            with pytest.raises(ReasonMissing):
                taken_back(fact, why=reason)
        with pytest.raises(PowerMissing):
            taken_back(fact, actor=chair(cast.lyceum))
        resumed(stay, BACK)
        with pytest.raises(NotSuspended):
            corrected(fact, SINCE)
        with pytest.raises(NotSuspended):
            taken_back(fact)

    def test_of_a_former_member_cannot_go_on(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        ended(stay, BACK)
        [fact] = suspensions_of(person_id=stay.person_id)
        with pytest.raises(SuspensionDayDoesNotFit):
            corrected(fact, SINCE)
