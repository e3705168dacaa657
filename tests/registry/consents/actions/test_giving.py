"""Consents given, taken back, mended: facts, marks, duties, refusals, who may."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.actions.send_again import NotFailed, send_again
from edinstvo.foundation.notices.actions.send_notice import Message, send_notice
from edinstvo.foundation.notices.models import Channel as Way
from edinstvo.foundation.notices.models import Notice, State
from edinstvo.registry.consents.actions.give_consent import AlreadyGiven, DayToCome, NoTextThen, WithdrawnLater
from edinstvo.registry.consents.actions.settle_duty import (
    NoteMissing,
    OutcomeDoesNotFit,
    SettledAlready,
    SettledOutOfTime,
    settle_duty,
)
from edinstvo.registry.consents.actions.strike_consent import ReasonMissing, StruckAlready, strike_consent
from edinstvo.registry.consents.actions.withdraw_consent import NothingToWithdraw, WithdrawnBeforeGiven
from edinstvo.registry.consents.actions.write_text import TextEmpty, TextFromThatDay, TextTooEarly, write_text
from edinstvo.registry.consents.models import Consent, ConsentText, Duty
from edinstvo.registry.consents.queries.missing import duties_owed
from edinstvo.registry.consents.queries.standing import consents_on, may_be_written_to, text_in_force
from edinstvo.registry.consents.rules import Outcome
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.destroy_values import StillOnRecord
from edinstvo.registry.members.models import Membership, Person, PersonVersion
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, actor, chair, staff
from tests.registry.consents.giving import BODY, GIVEN, WRITTEN, a_text, gave, lacks, withdrew
from tests.registry.members.people import a_former_member, a_member, ended

DAY = timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestGiving:
    def test_is_a_fact_with_its_words_and_takes_the_mark_away(self, cast: Cast) -> None:
        first, second = a_text(), a_text(valid_from=date(2026, 1, 1))
        stay = a_member(cast.berezovka)
        assert lacks(stay)
        given = gave(stay, actor=chair(cast.berezovka))
        assert (given.text, given.known_until, lacks(stay)) == (first, None, False)
        entry = Entry.objects.get(verb="consent_given")
        assert (entry.object_id, entry.primary_id) == (stay.person_id, cast.berezovka.pk)
        assert entry.after["consent"] == "processing"
        assert entry.after["version"] == 1
        # Newer words can be signed as well; both stand.
        assert gave(stay, given_on=TODAY).text == second
        assert Consent.objects.filter(Consent.STANDING).count() == 2

    def test_what_is_not_required_moves_no_mark(self, cast: Cast) -> None:
        a_text("photo")
        stay = a_member(cast.berezovka)
        gave(stay, "photo")
        assert lacks(stay)

    def test_refusals(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        with pytest.raises(NoTextThen) as nothing:
            gave(stay)
        assert nothing.value.first is None
        text = a_text()
        with pytest.raises(NoTextThen) as later:
            gave(stay, given_on=WRITTEN - DAY)
        assert later.value.first == text
        with pytest.raises(DayToCome):
            gave(stay, given_on=TODAY + DAY)
        given = gave(stay)
        with pytest.raises(AlreadyGiven) as twice:
            gave(stay, given_on=TODAY)
        assert twice.value.consent == given
        withdrew(stay, received_on=TODAY - DAY)
        with pytest.raises(WithdrawnLater) as after:
            gave(stay, given_on=TODAY - 2 * DAY)
        assert after.value.earliest == TODAY - DAY
        with pytest.raises(NotOnRecordHere):
            gave(Membership(person_id=0))
        assert Consent.objects.filter(Consent.STANDING).count() == 0

    @pytest.mark.parametrize("role", list(Role))
    def test_who_may_keep_members_there_may(self, cast: Cast, role: Role) -> None:
        a_text()
        for place in (cast.berezovka, cast.galich, cast.kostroma, cast.union, cast.lyceum, cast.oryol):
            stay = a_member(cast.berezovka, "Ветрова Нина", is_another_person=True)
            is_above = place in (cast.berezovka, cast.galich, cast.kostroma, cast.union)
            who = actor(role, place, login=f"{role}-{place.pk}-giving")
            if is_above and Power.KEEP_MEMBERS in POWERS_OF[role]:
                gave(stay, actor=who)
                withdrew(stay, actor=who)
                continue
            with pytest.raises(PowerMissing):
                gave(stay, actor=who)
            gave(stay)
            with pytest.raises(PowerMissing):
                withdrew(stay, actor=who)
            with pytest.raises(PowerMissing):
                strike_consent(actor=who, consent_id=Consent.objects.latest("id").pk, reason="Описка", on=TODAY, at=NOW)

    def test_of_a_former_member_who_left_elsewhere_nobody_before_may(self, cast: Cast) -> None:
        a_text()
        a_former_member(cast.berezovka, until=date(2022, 1, 1))
        now = a_member(cast.college, since=date(2023, 1, 1))
        with pytest.raises(PowerMissing):
            gave(now, actor=chair(cast.berezovka))
        gave(now, actor=chair(cast.college))


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


class TestSlips:
    def test_a_withdrawal_that_never_was_stands_again(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        gave(stay)
        withdrew(stay)
        row = Consent.objects.get(Consent.KNOWN)
        strike_consent(actor=OPERATOR, consent_id=row.pk, reason="Не тот человек", on=TODAY, at=NOW)
        assert Consent.objects.get(Consent.STANDING).given_on == GIVEN
        assert (lacks(stay), Duty.objects.get().outcome) == (False, Outcome.MISTAKE)
        with pytest.raises(StruckAlready):
            strike_consent(actor=OPERATOR, consent_id=row.pk, reason="Ещё раз", on=TODAY, at=NOW)

    def test_a_consent_that_never_was_is_gone(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        given = gave(stay)
        with pytest.raises(ReasonMissing):
            strike_consent(actor=OPERATOR, consent_id=given.pk, reason=" ", on=TODAY, at=NOW)
        strike_consent(actor=OPERATOR, consent_id=given.pk, reason="Не тот человек", on=TODAY, at=NOW)
        assert lacks(stay)
        assert not Consent.objects.filter(Consent.KNOWN).exists()
        assert Entry.objects.get(verb="consent_struck").reason == "Не тот человек"


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


class TestTexts:
    def test_a_new_version_holds_from_its_day_and_the_old_one_stays(self, cast: Cast) -> None:
        first, second = a_text(actor=staff(cast.union)), a_text(valid_from=TODAY)
        assert (first.number, second.number) == (1, 2)
        assert text_in_force(kind="processing", on=TODAY - DAY) == first
        assert text_in_force(kind="processing", on=TODAY) == second
        assert text_in_force(kind="processing", on=WRITTEN - DAY) is None
        assert ConsentText.objects.get(pk=first.pk).body == BODY

    def test_refusals(self, cast: Cast) -> None:
        text = a_text()
        with pytest.raises(TextFromThatDay) as same:
            a_text()
        assert same.value.text == text
        with pytest.raises(TextEmpty):
            write_text(actor=OPERATOR, kind="photo", body=" \n ", valid_from=TODAY, at=NOW)
        for kind, day in [
            ("processing", text.valid_from - DAY),
            ("photo", date(2006, 7, 26)),
            ("photo", date(1900, 1, 1)),
        ]:
            with pytest.raises(TextTooEarly):
                a_text(kind, day)
        for who in (chair(cast.union), staff(cast.kostroma), actor(Role.AUDITOR, cast.union)):
            with pytest.raises(PowerMissing):
                a_text("photo", actor=who)
        assert ConsentText.objects.count() == 1
