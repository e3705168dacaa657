"""Coming back: the same person under a new membership."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.members.actions.admit_member import AlreadyAMember
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.open_membership import AdmittedInTheFuture, OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_joining import JoinedAsChild, JoinedBeforeLeaving
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, staff
from tests.registry.members.people import BEGAN, BORN, a_former_member, a_member

LEFT = date(2024, 6, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def back(
    person_id: int, place: Organisation, *, actor: Actor = OPERATOR, since: date = LEFT, joined_on: date = BEGAN
) -> Membership:
    return readmit_member(
        actor=actor,
        person_id=person_id,
        organisation=place,
        membership=MembershipDetails(category="retired", joined_on=joined_on),
        on=TODAY,
        registered_on=since,
        at=NOW,
    )


def test_opens_a_membership_of_the_same_person_without_a_birth_date(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, born=None)
    again = back(former.person_id, cast.berezovka, actor=chair(cast.berezovka))
    assert (again.person_id, again.registered_on, again.is_open) == (former.person_id, LEFT, True)
    assert Person.objects.count() == 1
    assert CategoryFact.objects.get(membership_id=again.pk).category == "retired"
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.union.pk) == 1
    assert Entry.objects.latest("id").verb == "member_readmitted"


def test_may_lead_to_another_organisation_of_the_branch(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    assert back(former.person_id, cast.lyceum, actor=staff(cast.galich)).organisation_id == cast.lyceum.pk


def test_is_refused_for_somebody_who_was_never_here(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    with pytest.raises(NotOnRecordHere):
        back(former.person_id, cast.lyceum, actor=chair(cast.lyceum))
    with pytest.raises(NotOnRecordHere):
        back(former.person_id + 1000, cast.lyceum)


def test_is_refused_into_a_strangers_organisation(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    with pytest.raises(PowerMissing):
        back(former.person_id, cast.lyceum, actor=chair(cast.berezovka))


def test_is_refused_while_on_record_elsewhere(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    a_member(cast.mtsensk_school, since=LEFT)
    with pytest.raises(AlreadyAMember):
        back(former.person_id, cast.berezovka, actor=chair(cast.berezovka))


def test_is_refused_on_a_day_of_the_former_stay_and_ahead_of_time(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, until=LEFT)
    with pytest.raises(OnRecordElsewhere):
        back(former.person_id, cast.berezovka, since=LEFT - timedelta(days=1))
    with pytest.raises(AdmittedInTheFuture):
        back(former.person_id, cast.berezovka, since=TODAY + timedelta(days=1))


def test_is_refused_with_a_day_of_joining_that_adds_years(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, until=LEFT)
    with pytest.raises(JoinedBeforeLeaving):
        back(former.person_id, cast.berezovka, joined_on=LEFT - timedelta(days=1))
    assert back(former.person_id, cast.berezovka, joined_on=LEFT).joined_on == LEFT


def test_is_refused_with_a_joining_before_14_years_of_age(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    with pytest.raises(JoinedAsChild):
        back(former.person_id, cast.berezovka, joined_on=BORN.replace(year=BORN.year + 13))


def test_is_refused_above_a_primary(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    with pytest.raises(OrganisationKeepsNoMembers):
        back(former.person_id, cast.galich)
