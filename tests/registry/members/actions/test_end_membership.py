"""Ending: from which day, why, once, and what the figures say."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.end_membership import EndDoesNotFit, EndedAlready, end_membership
from edinstvo.registry.members.models import EndReason, Membership, MembershipVersion
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.people import BEGAN, a_member, ended, versions


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_counts_until_the_day_and_not_on_it(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    ended(membership, date(2024, 6, 1))
    for day, expected in [(date(2024, 5, 31), 1), (date(2024, 6, 1), 0)]:
        assert len(members_on(organisation=cast.union, on=day, seen_by=OPERATOR)) == expected


def test_takes_one_off_every_organisation_above(cast: Cast) -> None:
    membership = a_member(cast.group)
    a_member(cast.buy_school, "Ветрова Нина")
    ended(membership, TODAY)
    chain = [cast.union, cast.kostroma, cast.buy, cast.college, cast.evening_department, cast.group]
    found = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in chain])
    assert list(found.values()) == [1, 1, 1, 0, 0, 0]


def test_keeps_reason_decision_and_the_version_before(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    end_membership(
        actor=chair(cast.berezovka),
        membership_id=membership.pk,
        expected=versions(membership),
        ended_on=TODAY,
        reason=EndReason.EXPELLED,
        decision=" Решение № 7 ",
        on=TODAY,
        at=NOW,
    )
    stored = Membership.objects.get(pk=membership.pk)
    assert (stored.ended_on, stored.end_reason, stored.end_decision) == (TODAY, "expelled", "Решение № 7")
    assert MembershipVersion.objects.get(membership_id=membership.pk).ended_on is None
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.after["end_reason"]) == ("membership_ended", "expelled")


@pytest.mark.parametrize("day", [BEGAN - timedelta(days=1), TODAY + timedelta(days=1)])
def test_is_refused_before_the_stay_and_ahead_of_time(cast: Cast, day: date) -> None:
    with pytest.raises(EndDoesNotFit):
        ended(a_member(cast.berezovka), day)


def test_happens_once(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    opened = versions(membership)
    ended(membership, TODAY)
    with pytest.raises(EndedAlready):
        ended(membership, TODAY)
    with pytest.raises(EditedMeanwhile):
        end_membership(
            actor=OPERATOR,
            membership_id=membership.pk,
            expected=opened,
            ended_on=TODAY,
            reason=EndReason.DIED,
            decision="",
            on=TODAY,
            at=NOW,
        )
    assert figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[cast.union.pk]) == {cast.union.pk: 0}


def test_is_refused_to_a_stranger(cast: Cast) -> None:
    with pytest.raises(PowerMissing):
        ended(a_member(cast.berezovka), TODAY, actor=chair(cast.lyceum))
