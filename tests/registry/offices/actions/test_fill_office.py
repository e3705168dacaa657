"""Electing and appointing: who can hold what, since when, and which powers come with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.actions.refuse_end import End, EndIncomplete
from edinstvo.registry.offices.actions.refuse_unfit import (
    DecisionAhead,
    DecisionBeforeFounding,
    HoldsItAlready,
    NotOnRecord,
    OfficeNotHere,
    OfficeTaken,
    SucceededOnFirstDay,
    TermEndsBefore,
    TermTooLong,
)
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.offices.queries.standing import composition
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation
from tests.cast import OPERATOR, TODAY, Cast, a_union, a_user, auditor, chair, staff
from tests.registry.members.people import BEGAN, a_former_member, a_member
from tests.registry.offices.people import ELECTED, elected, with_login
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def names(place: Organisation, on: date = TODAY, **said: Any) -> list[tuple[str, str]]:
    """(office, surname) of a composition, as the operator sees it."""
    held = composition(place, on=on, seen_by=OPERATOR, **said)
    return [(one.mandate.office, one.person.last_name) for one in held]


def test_a_composition_is_asked_of_any_day(cast: Cast) -> None:
    elected(cast.college, until=date(2029, 10, 14), decision_number="3")
    elected(cast.college, "committee", name="Абрамова Людмила Викторовна", since=date(2025, 3, 1))
    successor = elected(cast.college, name="Белых Пётр Ильич", since=date(2026, 3, 1), succeeds=True)
    assert names(cast.college) == [("chair", "Белых"), ("committee", "Абрамова")]
    assert names(cast.college, date(2026, 2, 28)) == [("chair", "Ветрова"), ("committee", "Абрамова")]
    assert names(cast.college, date(2024, 12, 31)) == [("chair", "Ветрова")]
    assert names(cast.college, ELECTED - timedelta(days=1)) == []
    # What nobody knew then is not in what was known then.
    assert names(cast.college, known_on=TODAY - timedelta(days=1)) == []
    former = Mandate.objects.get(person__last_name="Ветрова")
    assert (former.ended_on, former.end_reason) == (date(2026, 3, 1), EndReason.SUCCEEDED)
    entry = Entry.objects.filter(verb="office_filled", object_id=successor.person_id).get()
    assert (entry.primary_id, entry.after["office"]) == (cast.college.pk, "chair")


def test_an_office_of_one_is_held_by_one(cast: Cast) -> None:
    first = elected(cast.college)
    for since in (ELECTED, TODAY):
        with pytest.raises(OfficeTaken) as refusal:
            elected(cast.college, since=since)
        assert refusal.value.holders == [first]
    # Nor does a successor begin before the one who holds it.
    with pytest.raises(OfficeTaken):
        elected(cast.college, since=ELECTED - timedelta(days=9), succeeds=True)
    # Nor on the first day of who is succeeded: that mandate would have been held on no day.
    with pytest.raises(SucceededOnFirstDay) as same_day:
        elected(cast.college, succeeds=True)
    assert same_day.value.holder == first
    assert Mandate.objects.get(pk=first.pk).is_open
    with pytest.raises(HoldsItAlready):
        elected(cast.college, person_id=first.person_id, since=TODAY)
    elected(cast.college, "deputy")
    elected(cast.college, "deputy")
    # Past the rules, the database itself refuses a second chair of one day, today and in the past.
    for since, ended_on, reason in ((TODAY, None, ""), (ELECTED, TODAY, "term")):
        second = Mandate.objects.get(pk=first.pk)
        second.pk, second.person_id = None, a_member(cast.college, is_another_person=True).person_id
        second.since, second.ended_on, second.end_reason = since, ended_on, reason
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)


def test_who_holds_an_office_is_on_record_in_its_branch_on_the_first_day_and_today(cast: Cast) -> None:
    teacher = a_member(cast.college).person_id
    for place in (cast.buy, cast.kostroma, cast.union):
        elected(place, "committee", teacher)
    elected(cast.group, "organiser", teacher)
    for place in (cast.galich, cast.oryol, cast.buy_school):
        with pytest.raises(NotOnRecord):
            elected(place, "committee", teacher)
    with pytest.raises(NotOnRecord) as early:
        elected(cast.buy, "treasurer", teacher, since=BEGAN - timedelta(days=1))
    assert early.value.day == BEGAN - timedelta(days=1)
    gone = a_former_member(cast.college, "Белых Пётр Ильич", until=date(2025, 1, 1)).person_id
    with pytest.raises(NotOnRecord) as late:
        elected(cast.college, person_id=gone)
    assert late.value.day == TODAY
    # On a past day it is asked of the tree of that day.
    school = a_member(cast.buy_school, "Орлова Анна Ильинична").person_id
    moved(cast.buy_school, cast.galich)
    with pytest.raises(NotOnRecord):
        elected(cast.buy, person_id=school)
    elected(cast.galich, person_id=school, since=TODAY)


def test_what_cannot_be_is_refused_by_name(cast: Cast) -> None:
    for place, office, said, refusal in (
        (cast.college, "organiser", {}, OfficeNotHere),
        (cast.college, "chair", {"since": TODAY + timedelta(days=1)}, DayNotCome),
        (cast.college, "chair", {"since": date(1990, 8, 31)}, BeforeFounding),
        (cast.college, "chair", {"decision_on": date(1990, 8, 31)}, DecisionBeforeFounding),
        (cast.college, "chair", {"decision_on": TODAY + timedelta(days=1)}, DecisionAhead),
        (cast.college, "chair", {"until": ELECTED - timedelta(days=1)}, TermEndsBefore),
        (cast.college, "chair", {"until": date(2036, 11, 25)}, TermTooLong),
    ):
        with pytest.raises(refusal):
            elected(place, office, **said)
    closed(cast.lyceum, on=TODAY)
    with pytest.raises(OrganisationClosed):
        elected(cast.lyceum, person_id=a_member(cast.college).person_id)
    assert not Mandate.objects.exists()


def test_a_past_holder_is_entered_with_the_end(cast: Cast) -> None:
    now = elected(cast.college)
    gone = a_former_member(cast.college, "Белых Пётр Ильич", until=date(2025, 1, 1)).person_id
    began, over = date(2023, 9, 1), End(ended_on=ELECTED, reason=EndReason.TERM)
    for end, refusal in (
        (End(ended_on=ELECTED), EndIncomplete),
        (End(ended_on=began, reason=EndReason.TERM), EndsBeforeItBegan),
        (End(ended_on=TODAY + timedelta(days=1), reason=EndReason.TERM), DayNotCome),
        (End(ended_on=TODAY, reason=EndReason.TERM), OfficeTaken),
    ):
        with pytest.raises(refusal):
            elected(cast.college, person_id=gone, since=began, end=end)
    past = elected(cast.college, person_id=gone, since=began, end=over)
    assert names(cast.college, date(2024, 1, 1)) == [("chair", "Белых")]
    assert names(cast.college) == [("chair", "Ветрова")]
    assert Mandate.objects.get(pk=now.pk).is_open
    assert Entry.objects.get(verb="office_filled", object_id=gone).after["without_office_since"] == "2024-10-15"
    # What is over gives no powers, also to a login.
    assert past.grant_id is None
    assert with_login(past, "belyh").grants.count() == 0


def test_chairs_come_from_above_and_powerless_offices_from_those_who_keep_the_members(cast: Cast) -> None:
    teacher = a_member(cast.college).person_id
    district, college = staff(cast.buy), chair(cast.college)
    may: list[tuple[Actor, Organisation, str, bool]] = [
        (college, cast.college, "committee", True),
        (college, cast.college, "chair", False),
        (college, cast.college, "audit", False),
        (district, cast.college, "chair", True),
        (district, cast.buy, "chair", False),
        (district, cast.buy, "audit", True),
        (district, cast.union, "committee", False),
        (staff(cast.galich), cast.college, "committee", False),
        (auditor(cast.union), cast.college, "committee", False),
        (staff(cast.kostroma), cast.buy, "chair", True),
    ]
    for actor, place, office, expected in may:
        try:
            with transaction.atomic():
                elected(place, office, teacher, actor=actor)
                transaction.set_rollback(True)
        except PowerMissing:
            assert not expected, (actor.name, place, office)
        else:
            assert expected, (actor.name, place, office)


def test_powers_come_with_the_office_and_are_shared_by_two_of_one_kind(cast: Cast) -> None:
    mandate = elected(cast.buy, "deputy", record=cast.college)
    user = with_login(mandate)
    assert actor_of(user, on=TODAY, address="").may(Power.MANAGE_ORGANISATIONS, at=cast.college)
    elected(cast.buy, person_id=mandate.person_id)
    elected(cast.buy, "treasurer", person_id=mandate.person_id)
    elected(cast.college, person_id=mandate.person_id)
    granted = Grant.objects.filter(user=user).values_list("role", "level", "organisation_id")
    assert sorted(granted) == [("chair", "primary", cast.college.pk), ("staff", "territory", cast.buy.pk)]
    assert a_user("nobody").grants.count() == 0
