"""Transfers: asked by either side, answered by the other or by time, and what stands afterwards."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere, TransferWaits
from edinstvo.registry.members.actions.carry_over import EarlierThanAsked, TransferDayDoesNotFit
from edinstvo.registry.members.actions.close_transfer import refuse_transfer, withdraw_transfer
from edinstvo.registry.members.actions.complete_overdue_transfers import complete_overdue_transfers
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.lock_transfer import TransferClosed
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Category, CategoryFact, Membership, Side, Transfer, TransferState
from edinstvo.registry.members.queries.person import members_on, person_seen
from edinstvo.registry.members.queries.transfers import page_of_transfers, waiting_for
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, auditor, chair, found, staff
from tests.registry.members.people import BEGAN, a_member, ended, recategorised
from tests.registry.members.transfers import DUE, asked
from tests.registry.organisations.closing import closed

_DETAILS = MembershipDetails(
    joined_on=date(1990, 9, 1), category=Category.PEDAGOGICAL, ticket_number="77", position="учитель"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_within_one_branch_it_happens_at_once_and_nothing_is_lost(cast: Cast) -> None:
    stay = a_member(cast.berezovka, details=_DETAILS)
    done = asked(stay, cast.buy_school, actor=staff(cast.kostroma), moves_on=date(2026, 9, 1))
    old, new = Membership.objects.order_by("pk")
    assert (done.state, done.new_stay_id, done.moved_on) == (TransferState.DONE, new.pk, date(2026, 9, 1))
    assert (old.ended_on, old.end_reason, old.end_decision) == (date(2026, 9, 1), "transferred", cast.buy_school.name)
    assert (new.organisation, new.registered_on, new.joined_on) == (cast.buy_school, date(2026, 9, 1), stay.joined_on)
    assert (new.category, new.ticket_number, new.position) == ("pedagogical", "77", "")
    assert CategoryFact.objects.get(membership_id=new.pk).valid_from == date(2026, 9, 1)
    places = [cast.union, cast.kostroma, cast.galich, cast.berezovka, cast.buy, cast.buy_school]
    found = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[place.pk for place in places])
    assert list(found.values()) == [1, 1, 0, 0, 1, 1]
    for day, place in [(date(2026, 8, 31), cast.berezovka), (date(2026, 9, 1), cast.buy_school)]:
        [row] = members_on(organisation=cast.union, on=day, seen_by=OPERATOR)
        assert row.organisation_id == place.pk


def test_entered_late_it_takes_the_category_of_its_day_along_and_those_that_came_later(cast: Cast) -> None:
    stay = a_member(cast.berezovka, details=_DETAILS)
    recategorised(stay, Category.MANAGER, since=date(2026, 10, 1))
    done = asked(stay, cast.buy_school, moves_on=date(2026, 9, 1))
    facts = CategoryFact.objects.filter(membership_id=done.new_stay_id, known_until=None).order_by("valid_from")
    assert list(facts.values_list("category", "valid_from")) == [
        ("pedagogical", date(2026, 9, 1)),
        ("manager", date(2026, 10, 1)),
    ]


def test_between_regions_the_other_side_answers_and_then_sees_the_whole_chain(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    source, target = chair(cast.berezovka), chair(cast.mtsensk_school)
    waits = asked(stay, cast.mtsensk_school, actor=source, note="Переезжает")
    assert (waits.state, waits.due_on, waits.answering) == (TransferState.WAITING, DUE, cast.mtsensk_school)
    assert Membership.objects.get().is_open
    assert list(waiting_for(target, within=cast.oryol)) == [waits]
    assert not waiting_for(source, within=cast.kostroma)
    assert not waiting_for(auditor(cast.oryol), within=cast.oryol)
    with pytest.raises(PowerMissing):
        release_member(actor=source, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)
    release_member(actor=target, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)
    seen = person_seen(person_id=stay.person_id, seen_by=target)
    assert [row.organisation for row in seen.chain] == [cast.mtsensk_school, cast.berezovka]
    assert seen.memberships == [seen.current]
    left = person_seen(person_id=stay.person_id, seen_by=source)
    assert (left.is_here, [row.organisation for row in left.chain]) == (False, [cast.berezovka])
    verbs = Entry.objects.filter(pk__gt=Entry.objects.get(verb="member_admitted").pk).values_list("verb", "primary_id")
    assert list(verbs.order_by("id")) == [
        ("transfer_asked", cast.berezovka.pk),
        ("transfer_asked", cast.mtsensk_school.pk),
        ("member_left", cast.berezovka.pk),
        ("member_arrived", cast.mtsensk_school.pk),
    ]


def test_the_target_asks_and_the_owner_may_refuse_with_a_reason(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    waits = asked(stay, cast.mtsensk_school, actor=chair(cast.mtsensk_school), by=Side.TARGET)
    owner = chair(cast.berezovka)
    with pytest.raises(ReasonMissing):
        refuse_transfer(actor=owner, transfer_id=waits.pk, reason=" ", at=NOW)
    refused = refuse_transfer(actor=owner, transfer_id=waits.pk, reason="Не подавала заявления", at=NOW)
    assert (refused.state, refused.answer) == (TransferState.REFUSED, "Не подавала заявления")
    assert Membership.objects.get().is_open
    with pytest.raises(TransferClosed):
        release_member(actor=owner, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)
    assert asked(stay, cast.mtsensk_school, actor=owner).is_waiting


def test_whoever_asked_withdraws_and_nobody_else(cast: Cast) -> None:
    waits = asked(a_member(cast.berezovka), cast.mtsensk_school, actor=chair(cast.berezovka))
    with pytest.raises(PowerMissing):
        withdraw_transfer(actor=chair(cast.mtsensk_school), transfer_id=waits.pk, reason="", at=NOW)
    withdrawn = withdraw_transfer(actor=staff(cast.kostroma), transfer_id=waits.pk, reason="", at=NOW)
    assert withdrawn.state == TransferState.WITHDRAWN


def test_what_nobody_answers_happens_by_itself_and_not_a_day_earlier(cast: Cast) -> None:
    waits = asked(a_member(cast.berezovka), cast.mtsensk_school, actor=chair(cast.berezovka))
    gone = asked(a_member(cast.lyceum, "Ветрова Нина"), cast.buy_school, actor=chair(cast.lyceum))
    closed(cast.buy_school, on=TODAY)
    assert complete_overdue_transfers(actor=OPERATOR, on=DUE - timedelta(days=1), at=NOW) == 0
    assert complete_overdue_transfers(actor=OPERATOR, on=DUE, at=NOW) == 1
    assert Transfer.objects.get(pk=waits.pk).moved_on == DUE
    assert Transfer.objects.get(pk=gone.pk).state == TransferState.LAPSED
    assert Membership.objects.get(Membership.OPEN, organisation=cast.lyceum).person.last_name == "Ветрова"


def test_it_lapses_when_the_member_leaves(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    waits = asked(stay, cast.mtsensk_school, actor=chair(cast.berezovka))
    ended(stay, TODAY)
    assert Transfer.objects.get(pk=waits.pk).state == TransferState.LAPSED
    with pytest.raises(TransferClosed):
        release_member(actor=chair(cast.mtsensk_school), transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)


def test_what_cannot_be_asked(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    closed(cast.buy_school, on=TODAY)
    with pytest.raises(OnRecordThere):
        asked(stay, cast.berezovka)
    for place in (cast.galich, cast.buy_school):
        with pytest.raises(OrganisationKeepsNoMembers):
            asked(stay, place)
    for day in (BEGAN - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(TransferDayDoesNotFit):
            asked(stay, cast.lyceum, moves_on=day)
    with pytest.raises(TransferDayDoesNotFit):
        asked(stay, found(cast.galich, "ППО новой школы", type="primary", on=TODAY), moves_on=TODAY - timedelta(days=1))
    with pytest.raises(PowerMissing):
        asked(stay, cast.mtsensk_school, actor=chair(cast.mtsensk_school))
    waits = asked(stay, cast.mtsensk_school, actor=chair(cast.berezovka))
    with pytest.raises(TransferWaits) as told:
        asked(stay, cast.lyceum)
    assert told.value.transfer == waits


@pytest.mark.parametrize(
    ("wanted", "application", "earliest"),
    [
        (TODAY, None, TODAY),
        (date(2026, 11, 2), None, date(2026, 11, 2)),
        (TODAY, date(2026, 11, 9), date(2026, 11, 9)),
        (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 2)),
    ],
)
def test_whoever_answers_never_names_a_day_before_any_that_was_asked_for(
    cast: Cast, wanted: date, application: date | None, earliest: date
) -> None:
    stay = a_member(cast.berezovka)
    asking, answering = chair(cast.berezovka), chair(cast.mtsensk_school)
    waits = asked(stay, cast.mtsensk_school, actor=asking, moves_on=wanted, application_on=application)
    for day in (BEGAN, earliest - timedelta(days=1)):
        with pytest.raises(EarlierThanAsked) as told:
            release_member(actor=answering, transfer_id=waits.pk, moves_on=day, on=TODAY, at=NOW)
        assert told.value.earliest == earliest
    assert Membership.objects.get().is_open
    release_member(actor=answering, transfer_id=waits.pk, moves_on=earliest, on=TODAY, at=NOW)
    assert Membership.objects.get(Membership.OPEN).registered_on == earliest


def test_nobody_applies_or_goes_over_before_they_came_or_after_today(cast: Cast) -> None:
    stay, asking = a_member(cast.berezovka), chair(cast.berezovka)
    for day in (BEGAN - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(TransferDayDoesNotFit) as told:
            asked(stay, cast.mtsensk_school, actor=asking, application_on=day)
        assert told.value.field == "application_on"
        with pytest.raises(TransferDayDoesNotFit) as told:
            asked(stay, cast.mtsensk_school, actor=asking, moves_on=day)
        assert told.value.field == "moves_on"
    assert not Transfer.objects.exists()


def test_strangers_see_nothing_of_it_and_both_sides_do(cast: Cast) -> None:
    waits = asked(a_member(cast.berezovka), cast.mtsensk_school, actor=chair(cast.berezovka))
    for who, sees in [
        (auditor(cast.galich), True),
        (chair(cast.mtsensk_school), True),
        (staff(cast.union), True),
        (chair(cast.lyceum), False),
        (staff(cast.buy), False),
    ]:
        assert (page_of_transfers(seen_by=who, waiting=True).rows == [waits]) is sees
