"""Contacts and particulars of former members go when their time is over; who came back, or is about to, stays whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from edinstvo.foundation.journal.models import VALUE_REMOVED, Entry
from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.retention.kinds import Line, kind_of
from edinstvo.foundation.retention.queries import preview, standing_of
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.models import Membership, Person, PersonVersion, Side
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, auditor, chair, staff
from tests.foundation.notices.saying import said
from tests.foundation.retention.nights import confirmed, night
from tests.registry.members.leaving import CONTACTS, EMAIL, LONG_AGO, PARTICULARS, PHONE, WORK, left
from tests.registry.members.merges import merged, split
from tests.registry.members.people import BORN, a_former_member, a_member, ended, versions
from tests.registry.members.transfers import asked


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


# The night after the day on which everything here happens.
TOMORROW = TODAY + timedelta(days=1)


def edited(stay: Membership, **changed: str) -> None:
    """The record, edited by the operator from a form opened now."""
    person = stay.person
    edit_member(
        actor=OPERATOR,
        membership_id=stay.pk,
        expected=versions(stay),
        person=PersonDetails(
            **{
                "last_name": person.last_name,
                "first_name": person.first_name,
                "middle_name": person.middle_name,
                "birth_date": person.birth_date,
                "phone": person.phone,
                **changed,
            }
        ),
        details=replace(WORK, joined_on=stay.joined_on),
        category_from=TODAY,
        on=TODAY,
        at=NOW + timedelta(hours=1),
    )


def test_contacts_go_from_the_record_its_versions_the_journal_and_the_outbox(cast: Cast) -> None:
    stay = a_member(cast.berezovka, phone=PHONE, email=EMAIL)
    edited(stay, phone="+79105550113")
    said(EMAIL)
    ended(stay, date(2026, 1, 1))
    confirmed()
    assert night(CONTACTS, TOMORROW) == 1
    person = Person.objects.get()
    assert (person.phone, person.email, person.birth_date, person.last_name) == ("", "", BORN, "Абрамова")
    assert set(PersonVersion.objects.values_list("phone", "email")) == {("", "")}
    assert Membership.objects.get().phone == Membership.objects.get().phone_tail == ""
    entry = Entry.objects.get(verb="member_edited")
    assert entry.before["phone"] == entry.after["phone"] == VALUE_REMOVED
    assert not Notice.objects.exists()
    # The record is done, and a form that was opened before is told so.
    assert night(CONTACTS, TOMORROW) == 0
    assert person.version > 1


def test_a_form_opened_before_does_not_bring_them_back(cast: Cast) -> None:
    stay = left(cast)
    opened = versions(stay)
    confirmed()
    night(CONTACTS, TODAY)
    with pytest.raises(EditedMeanwhile):
        edit_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=opened,
            person=PersonDetails(last_name="Абрамова", first_name="Людмила", birth_date=BORN, phone=PHONE),
            details=WORK,
            category_from=TODAY,
            on=TODAY,
            at=NOW,
        )


def test_what_is_entered_again_is_removed_again(cast: Cast) -> None:
    stay = left(cast)
    confirmed()
    at_night = TODAY - timedelta(days=1)
    assert night(CONTACTS, at_night) == 1
    edited(Membership.objects.select_related("person").get(pk=stay.pk), phone="+79105550199")
    assert night(CONTACTS, TODAY + timedelta(days=2)) == 1
    assert Person.objects.get().phone == ""


def test_particulars_go_and_what_an_archive_tells_stays(cast: Cast) -> None:
    stay = left(cast)
    confirmed()
    assert night(PARTICULARS, LONG_AGO + timedelta(days=3 * 365)) == 0
    assert night(PARTICULARS, TODAY) == 1
    now = Membership.objects.get()
    assert (now.position, now.subdivision, now.ticket_number, now.application_on) == ("", "", "", None)
    kept = ("organisation_id", "registered_on", "ended_on", "end_reason", "end_decision", "category", "name_key")
    assert [getattr(now, name) for name in kept] == [getattr(stay, name) for name in kept]


def test_nothing_goes_before_the_union_has_decided(cast: Cast) -> None:
    left(cast)
    assert night(CONTACTS, TODAY) == night(PARTICULARS, TODAY) == 0
    assert Person.objects.get().phone == PHONE


def test_who_is_on_record_came_back_or_waits_for_a_transfer_is_not_touched(cast: Cast) -> None:
    here = a_member(cast.lyceum, "Здешняя Анна", phone="+79105550101", since=date(2020, 1, 1))
    back = left(cast, "Вернувшаяся Вера", phone="+79105550102", email="")
    readmit_member(
        actor=OPERATOR,
        person_id=back.person_id,
        organisation=cast.college,
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )
    waits = a_member(cast.lyceum, "Ждущая Нина", phone="+79105550103")
    asked(waits, cast.mtsensk_school, actor=chair(cast.mtsensk_school), by=Side.TARGET)
    late = left(cast, "Недавняя Ольга", until=TODAY - timedelta(days=30), phone="+79105550104", email="")
    confirmed()
    assert night(CONTACTS, TODAY) == 0
    assert {one.person.phone[-1] for one in (here, back, waits, late)} == {"1", "2", "3", "4"}
    assert not Person.objects.filter(phone="").exists()


def test_of_two_who_share_an_address_the_messages_of_the_other_stay(cast: Cast) -> None:
    left(cast)
    a_member(cast.lyceum, "Дочь Вера", email=EMAIL, born=date(2000, 1, 1))
    said(EMAIL)
    confirmed()
    night(CONTACTS, TODAY)
    assert Notice.objects.count() == 1


def test_a_merge_can_be_taken_back_without_them(cast: Cast) -> None:
    kept = left(cast)
    other = a_former_member(
        cast.lyceum,
        born=None,
        is_another_person=True,
        since=date(2010, 1, 1),
        until=date(2011, 1, 1),
        phone="+79105550199",
    )
    merge = merged(kept, other)
    confirmed()
    night(CONTACTS, TODAY)
    split(merge)
    assert set(Person.objects.values_list("phone", "email")) == {("", "")}


def test_the_preview_shows_what_then_goes_to_whoever_keeps_the_present_record(cast: Cast) -> None:
    stay = a_member(cast.berezovka, phone=PHONE, email=EMAIL)
    edited(stay, phone="+79105550113")
    ended(stay, date(2026, 1, 1))
    left(cast, "Ветрова Нина", phone="", email="")
    one = standing_of(kind_of(CONTACTS), on=TODAY)

    def lines(actor: object) -> list[tuple[str, list[str]]]:
        seen = preview(one, seen_by=actor)  # type: ignore[arg-type]  # one of the cast
        assert seen.due == len(seen.lines)
        return [(line.name, _values(line)) for line in seen.lines]

    whole = [
        ("Абрамова Людмила Викторовна", ["8 910 555-01-13, 8 910 555-01-12", EMAIL]),
        ("Ветрова Нина", []),
    ]
    assert lines(staff(cast.union)) == lines(auditor(cast.kostroma)) == lines(chair(cast.berezovka)) == whole
    assert lines(chair(cast.lyceum)) == lines(staff(cast.oryol)) == []
    confirmed()
    assert night(CONTACTS, TODAY) == 2


def _values(line: Line) -> list[str]:
    return [value.replace("\xa0", " ").replace("+7 ", "8 ") for _caption, value in line.removed]
