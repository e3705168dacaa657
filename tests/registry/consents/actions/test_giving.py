"""Consents given and mended, and their texts: facts, marks, refusals, who may."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.consents.actions.give_consent import AlreadyGiven, DayToCome, NoTextThen, WithdrawnLater
from edinstvo.registry.consents.actions.strike_consent import ReasonMissing, StruckAlready, strike_consent
from edinstvo.registry.consents.actions.write_text import TextEmpty, TextFromThatDay, TextTooEarly, write_text
from edinstvo.registry.consents.models import Consent, ConsentText, Duty
from edinstvo.registry.consents.queries.standing import text_in_force
from edinstvo.registry.consents.rules import Outcome
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.models import Membership
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, actor, chair, staff
from tests.registry.consents.giving import BODY, GIVEN, WRITTEN, a_text, gave, lacks, withdrew
from tests.registry.members.people import a_former_member, a_member

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
