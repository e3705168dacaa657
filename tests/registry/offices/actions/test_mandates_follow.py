"""Mandates follow the membership and the organisation: ended with the one, moved with the other."""

from datetime import date

import pytest
from django.db import transaction

from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Membership, Side
from edinstvo.registry.members.rules.people import PersonDetails
from edinstvo.registry.offices.actions.end_lost_mandates import end_all_lost_mandates
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.queries.standing import mandates_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, staff
from tests.registry.members.people import a_member, dates_of, ended, versions
from tests.registry.members.transfers import asked
from tests.registry.offices.people import elected, keeps, with_login
from tests.registry.organisations.moving import moved


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_membership_that_ends_ends_its_mandates_by_whomever_it_is_ended(cast: Cast) -> None:
    mandate = elected(cast.college)
    elected(cast.buy, "audit", mandate.person_id)
    user = with_login(mandate)
    # The chair of the primary could end neither mandate themself.
    ended(Membership.objects.get(person_id=mandate.person_id), date(2026, 11, 1), actor=chair(cast.college))
    rows = mandates_of(person_id=mandate.person_id, seen_by=OPERATOR)
    assert [(row.ended_on, row.end_reason) for row in rows] == [(date(2026, 11, 1), "left")] * 2
    assert not keeps(user, cast.college)
    assert actor_of(user, on=TODAY, address="").grants == frozenset()


def test_a_stay_corrected_to_have_ended_ends_them_too_but_never_before_they_began(cast: Cast) -> None:
    mandate = elected(cast.college)
    stay = Membership.objects.get(person_id=mandate.person_id)
    correct_member(
        actor=OPERATOR,
        membership_id=stay.pk,
        expected=versions(stay),
        person=PersonDetails(last_name="Ветрова", first_name="Нина"),
        dates=dates_of(stay, ended_on=date(2023, 1, 1), end_reason="died"),
        reason="Ошибка",
        on=TODAY,
        at=NOW,
    )
    mandate.refresh_from_db()
    assert (mandate.ended_on, mandate.end_reason) == (mandate.since, "died")


def test_who_goes_over_to_another_school_keeps_the_offices_above_both(cast: Cast) -> None:
    school = elected(cast.college)
    district = elected(cast.buy, person_id=school.person_id)
    stay = Membership.objects.get(person_id=school.person_id)
    transfer = asked(stay, cast.buy_school, actor=chair(cast.buy_school), by=Side.TARGET)
    release_member(actor=OPERATOR, transfer_id=transfer.pk, moves_on=TODAY, on=TODAY, at=NOW)
    school.refresh_from_db()
    district.refresh_from_db()
    assert (school.ended_on, school.end_reason, district.ended_on) == (TODAY, "left", None)


def test_what_was_lost_by_other_ways_is_found_at_night(cast: Cast) -> None:
    holder = elected(cast.buy_school)
    kept = elected(cast.kostroma, "committee", holder.person_id)
    lost = elected(cast.buy, record=cast.college, person_id=holder.person_id)
    part = elected(cast.group, "organiser", record=cast.college)
    moved(cast.buy_school, cast.galich)
    assert end_all_lost_mandates(actor=OPERATOR, at=NOW) == 1
    left = Mandate.objects.filter(Mandate.OPEN).values_list("pk", flat=True)
    assert set(left) == {holder.pk, kept.pk, part.pk}
    lost.refresh_from_db()
    assert lost.ended_on == TODAY
    with transaction.atomic():
        Membership.objects.filter(person_id=part.person_id).delete()
    assert end_all_lost_mandates(actor=OPERATOR, at=NOW) == 1


def test_mandates_move_with_their_organisation(cast: Cast) -> None:
    mandate = elected(cast.buy_school)
    moved(cast.buy_school, cast.galich)
    mandate.refresh_from_db()
    assert mandate.territory_id == cast.galich.pk
    assert [row.pk for row in mandates_of(person_id=mandate.person_id, seen_by=staff(cast.galich))] == [mandate.pk]
    assert mandates_of(person_id=mandate.person_id, seen_by=staff(cast.buy)) == []
    assert a_member(cast.buy_school).territory_id == cast.galich.pk
