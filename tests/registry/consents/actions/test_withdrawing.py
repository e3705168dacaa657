"""Consents taken back: what follows of them, the duty that is owed, and how it is settled."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.actions.send_again import NotFailed, send_again
from edinstvo.foundation.notices.actions.send_notice import Message, send_notice
from edinstvo.foundation.notices.models import Channel as Way
from edinstvo.foundation.notices.models import Notice, State
from edinstvo.registry.consents.actions.give_consent import DayToCome
from edinstvo.registry.consents.actions.settle_duty import (
    NoteMissing,
    OutcomeDoesNotFit,
    SettledAlready,
    SettledOutOfTime,
    settle_duty,
)
from edinstvo.registry.consents.actions.withdraw_consent import NothingToWithdraw, WithdrawnBeforeGiven
from edinstvo.registry.consents.models import Duty
from edinstvo.registry.consents.queries.missing import duties_owed
from edinstvo.registry.consents.queries.standing import consents_on, may_be_written_to
from edinstvo.registry.consents.rules import Outcome
from edinstvo.registry.members.actions.destroy_values import StillOnRecord
from edinstvo.registry.members.models import Membership, Person, PersonVersion
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, staff
from tests.registry.consents.giving import GIVEN, a_text, gave, lacks, withdrew
from tests.registry.members.people import a_member, ended

DAY = timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestWithdrawing:
    def test_of_processing_empties_contacts_withholds_notices_and_owes_a_decision(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka, email="nina@example.org", phone="+79105550112")
        gave(stay)
        other = Message(
            channel=Way.EMAIL, template="notices/trial", address="other@example.org", values={"name": "Нина"}
        )
        for message in (other, Message(**{**vars(other), "address": "nina@example.org"})):
            send_notice(actor=OPERATOR, message=message, at=NOW)
        Notice.objects.update(state=State.WAITING, next_try_at=NOW)
        duty = withdrew(stay, received_on=TODAY - 3 * DAY, actor=chair(cast.berezovka))
        assert duty is not None
        assert (duty.what, duty.due_on) == ("decide", TODAY + 27 * DAY)
        person = Person.objects.get(pk=stay.person_id)
        assert (person.phone, person.email, lacks(stay)) == ("", "", True)
        assert Membership.objects.get(pk=stay.pk).phone_tail == ""
        assert PersonVersion.objects.get(person_id=person.pk).email == "nina@example.org"
        withheld = Notice.objects.get(address="nina@example.org")
        assert (withheld.state, withheld.error) == (State.FAILED, "withheld")
        assert Notice.objects.get(address="other@example.org").state == State.WAITING
        with pytest.raises(NotFailed):
            send_again(actor=staff(cast.union), notice_id=withheld.pk, at=NOW)
        entry = Entry.objects.get(verb="consent_withdrawn")
        assert (entry.after["due_on"], entry.reason) == ((TODAY + 27 * DAY).isoformat(), "Не объясняет")
        assert [row.pk for row in duties_owed(organisation=cast.galich, seen_by=chair(cast.galich))] == [duty.pk]
        assert not duties_owed(organisation=None, seen_by=chair(cast.lyceum)).exists()

    def test_what_follows_is_said_by_the_kind(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka, email="nina@example.org")
        owed = {}
        for kind in ("publication", "photo", "children", "news"):
            a_text(kind)
            gave(stay, kind)
            duty = withdrew(stay, kind)
            owed[kind] = (duty.what, (duty.due_on - TODAY).days) if duty else None
        assert owed == {
            "publication": ("take_down", 3),
            "photo": ("take_down", 3),
            "children": ("destroy", 30),
            "news": None,
        }
        assert Person.objects.get(pk=stay.person_id).email == "nina@example.org"

    def test_whoever_sends_news_asks_who_agreed(self, cast: Cast) -> None:
        a_text("news")
        agreed, back, never = (a_member(cast.berezovka, f"{name} Нина") for name in ("Ветрова", "Серова", "Белова"))
        for stay in (agreed, back):
            gave(stay, "news")
        withdrew(back, "news")
        ids = [stay.person_id for stay in (agreed, back, never)]
        assert may_be_written_to(ids) == {agreed.person_id}

    def test_keeps_what_stood_and_what_was_known(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        gave(stay)
        later = NOW + timedelta(hours=1)
        withdrew(stay, received_on=TODAY - 5 * DAY, at=later)
        person = stay.person_id
        assert consents_on(person_id=person, on=TODAY - 6 * DAY).count() == 1
        assert consents_on(person_id=person, on=TODAY - 5 * DAY).count() == 0
        assert consents_on(person_id=person, on=TODAY - 5 * DAY, known_on=NOW).count() == 1
        assert consents_on(person_id=person, on=GIVEN - DAY).count() == 0
        with pytest.raises(NothingToWithdraw):
            withdrew(stay)

    def test_refusals(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        with pytest.raises(NothingToWithdraw):
            withdrew(stay)
        gave(stay)
        with pytest.raises(WithdrawnBeforeGiven) as early:
            withdrew(stay, received_on=GIVEN - DAY)
        assert early.value.earliest == GIVEN
        with pytest.raises(DayToCome):
            withdrew(stay, received_on=TODAY + DAY)
        assert not lacks(stay)
        assert not Duty.objects.exists()

    def test_given_again_it_is_owed_no_more(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        gave(stay)
        withdrew(stay, received_on=TODAY - DAY)
        gave(stay, given_on=TODAY)
        assert Duty.objects.get().outcome == Outcome.GIVEN_AGAIN
        assert not lacks(stay)


class TestSettling:
    def owed(self, cast: Cast, kind: str = "processing") -> Duty:
        a_text(kind)
        stay = a_member(cast.berezovka)
        gave(stay, kind)
        duty = withdrew(stay, kind, received_on=TODAY - DAY)
        assert duty is not None
        return duty

    def settle(self, duty: Duty, outcome: Outcome, note: str = "", on: date = TODAY) -> Duty:
        return settle_duty(actor=OPERATOR, duty_id=duty.pk, outcome=outcome, settled_on=on, note=note, on=TODAY, at=NOW)

    def test_is_owed_no_more(self, cast: Cast) -> None:
        duty = self.owed(cast)
        settled = self.settle(duty, Outcome.OTHER_GROUND, "125-ФЗ, архив решений")
        assert (settled.outcome, settled.note) == (Outcome.OTHER_GROUND, "125-ФЗ, архив решений")
        assert not duties_owed(organisation=None, seen_by=chair(cast.berezovka)).exists()
        assert Entry.objects.get(verb="consent_duty_settled").after["outcome"] == "other_ground"
        with pytest.raises(SettledAlready):
            self.settle(duty, Outcome.DESTROYED)

    def test_refusals(self, cast: Cast) -> None:
        duty = self.owed(cast)
        with pytest.raises(NoteMissing):
            self.settle(duty, Outcome.OTHER_GROUND)
        with pytest.raises(OutcomeDoesNotFit):
            self.settle(duty, Outcome.TAKEN_DOWN)
        for day in (TODAY - 2 * DAY, TODAY + DAY):
            with pytest.raises(SettledOutOfTime):
                self.settle(duty, Outcome.DESTROYED, on=day)
        with pytest.raises(StillOnRecord):
            self.settle(duty, Outcome.DESTROYED)
        with pytest.raises(PowerMissing):
            settle_duty(
                actor=chair(cast.lyceum),
                duty_id=duty.pk,
                outcome=Outcome.DESTROYED,
                settled_on=TODAY,
                note="",
                on=TODAY,
                at=NOW,
            )
        assert Duty.objects.get().settled_at is None

    def test_what_is_said_to_be_destroyed_is_destroyed(self, cast: Cast) -> None:
        a_text()
        work = MembershipDetails(position="учитель", ticket_number="44-12", application_on=date(2020, 8, 1))
        stay = a_member(
            cast.berezovka, phone="+79105550112", email="anna@left.example", snils="11223344595", details=work
        )
        gave(stay)
        duty = withdrew(stay, received_on=TODAY - DAY)
        assert duty is not None
        ended(stay, TODAY)
        settled = self.settle(duty, Outcome.DESTROYED, on=TODAY - DAY)
        assert (settled.outcome, settled.settled_on) == ("destroyed", TODAY)
        human, past = Person.objects.get(), Membership.objects.get()
        assert (human.phone, human.email, human.snils) == ("", "", "")
        assert (past.position, past.ticket_number, past.application_on) == ("", "", None)
        assert not PersonVersion.objects.exclude(phone="", email="", snils="").exists()
        assert (human.full_name, past.organisation_id) == (stay.person.full_name, cast.berezovka.pk)
        assert Entry.objects.latest("id").verb == "consent_duty_settled"

    def test_data_of_children_are_kept_nowhere_in_the_register(self, cast: Cast) -> None:
        assert self.settle(self.owed(cast, "children"), Outcome.DESTROYED).outcome == "destroyed"
