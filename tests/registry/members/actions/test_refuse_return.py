"""Nobody comes back of whom that cannot be true, by whichever act."""

from datetime import date

import pytest

from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_return import RecordedAsDead
from edinstvo.registry.members.models import EndReason, Membership, Person
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.people import a_member, dates_of, ended, person, versions

DIED = date(2024, 6, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def dead(cast: Cast) -> Membership:
    return ended(a_member(cast.berezovka), DIED, reason=EndReason.DIED)


def back(stay: Membership, *, joined_on: date | None = None) -> Membership:
    return readmit_member(
        actor=OPERATOR,
        person_id=stay.person_id,
        organisation=stay.organisation,
        membership=MembershipDetails(joined_on=joined_on),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )


class TestTheDead:
    def test_are_neither_readmitted_nor_admitted_under_their_name(self, cast: Cast, dead: Membership) -> None:
        with pytest.raises(RecordedAsDead) as told:
            back(dead)
        assert told.value.membership == dead
        for place in (cast.berezovka, cast.lyceum):
            with pytest.raises(RecordedAsDead):
                a_member(place, since=TODAY, actor=chair(place))
        assert Membership.objects.count() == 1

    def test_their_full_namesake_is_another_person(self, cast: Cast, dead: Membership) -> None:
        other = a_member(cast.lyceum, since=TODAY, is_another_person=True)
        assert other.person_id != dead.person_id
        assert Person.objects.count() == 2

    def test_come_back_once_the_end_is_corrected(self, cast: Cast, dead: Membership) -> None:
        correct_member(
            actor=OPERATOR,
            membership_id=dead.pk,
            expected=versions(dead),
            person=person(),
            dates=dates_of(dead, end_reason="own_wish"),
            reason="Не та карточка",
            on=TODAY,
            at=NOW,
        )
        assert back(dead).is_open
