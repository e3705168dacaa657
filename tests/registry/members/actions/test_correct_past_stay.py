"""Corrections beside other stays: no two share a day, and a past one tells the present one what both carry."""

from datetime import date
from typing import Any

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import INCOMPLETE_RECORDS, LACKING_MEASURES
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.correcting import TEACHER, correct
from tests.registry.members.people import ABRAMOVA, BORN, a_former_member, a_member, ended


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_never_makes_two_stays_share_a_day(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, until=date(2024, 6, 1))
    current = a_member(cast.lyceum, since=date(2025, 1, 1))
    overlapping: list[tuple[Membership, dict[str, Any]]] = [
        (former, {"ended_on": None, "end_reason": ""}),
        (former, {"ended_on": date(2025, 1, 2)}),
        (current, {"registered_on": date(2024, 5, 31)}),
    ]
    for stay, days in overlapping:
        with pytest.raises(OnRecordElsewhere):
            correct(stay, **days)
    assert correct(current, registered_on=date(2024, 6, 1)).registered_on == date(2024, 6, 1)


def test_does_not_reopen_a_stay_in_a_closed_organisation(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    close_organisation(
        actor=OPERATOR, organisation=cast.berezovka, on=TODAY, at=NOW, decision="№ 1", expected_version=1
    )
    with pytest.raises(OrganisationKeepsNoMembers):
        correct(former, ended_on=None, end_reason="")


def test_where_they_were_once_moves_days_but_no_name(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    a_member(cast.lyceum, since=date(2025, 1, 1))
    here = chair(cast.berezovka)
    with pytest.raises(PowerMissing):
        correct(former, actor=here, name="Чужая Людмила Викторовна")
    assert correct(former, actor=here, ended_on=date(2024, 5, 1)).ended_on == date(2024, 5, 1)


def test_of_a_stay_that_overlapped_already_may_still_mend_the_name(cast: Cast) -> None:
    first = ended(a_member(cast.berezovka), date(2024, 6, 1))
    second = a_member(cast.lyceum, since=date(2024, 6, 1))
    Membership.objects.filter(pk=first.pk).update(ended_on=date(2024, 9, 1))
    assert correct(second, name="Абрамова Лидия Викторовна").person.first_name == "Лидия"


def test_of_a_past_stay_renews_what_the_present_one_carries_and_counts_for(cast: Cast) -> None:
    left = a_former_member(cast.mtsensk_school, ABRAMOVA, None)
    _back(left, cast.lyceum)
    told = {place: figure(measure=LACKING_MEASURES["birth_date"], organisation_id=place.pk) for place in _places(cast)}
    assert told == {cast.union: 1, cast.lyceum: 1, cast.mtsensk_school: 0}
    correct(left, born=BORN)
    present = Membership.objects.get(Membership.OPEN)
    assert (present.birth_date, present.version) == (BORN, 1)
    assert not any(figure(measure=LACKING_MEASURES["birth_date"], organisation_id=one.pk) for one in _places(cast))
    assert figure(measure=INCOMPLETE_RECORDS, organisation_id=cast.union.pk) == 1


def test_of_a_past_stay_waits_for_a_look_where_another_began_meanwhile(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look-up of the places and the lock on the person."""
    left = a_former_member(cast.mtsensk_school)

    def began_meanwhile(membership_id: int) -> dict[int, Organisation]:
        held = {cast.mtsensk_school.pk: cast.mtsensk_school}
        _back(left, cast.lyceum)
        return held

    monkeypatch.setattr("edinstvo.registry.members.actions.change_member._held_places", began_meanwhile)
    with pytest.raises(EditedMeanwhile):
        correct(left, name="Абрамова Людмила Владимировна")


def _back(left: Membership, organisation: Organisation) -> None:
    """Whoever left is on record again, since the beginning of 2025."""
    readmit_member(
        actor=OPERATOR,
        person_id=left.person_id,
        organisation=organisation,
        membership=TEACHER,
        on=TODAY,
        registered_on=date(2025, 1, 1),
        at=NOW,
    )


def _places(cast: Cast) -> tuple[Organisation, ...]:
    return (cast.union, cast.lyceum, cast.mtsensk_school)
