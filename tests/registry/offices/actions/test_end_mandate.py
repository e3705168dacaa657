"""Ending, prolonging, correcting: a mandate that ends takes its powers with it, and whoever lost it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.models import Notice
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.bind_login import bind_login
from edinstvo.registry.offices.actions.correct_mandate import ReasonMissing, correct_mandate
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan, end_mandate
from edinstvo.registry.offices.actions.lock_mandate import MandateChanged, MandateEnded
from edinstvo.registry.offices.actions.prolong_mandate import NotLonger, prolong_mandate
from edinstvo.registry.offices.actions.refuse_end import End, EndIncomplete
from edinstvo.registry.offices.actions.refuse_unfit import DecisionAhead, OfficeTaken, TermTooLong
from edinstvo.registry.offices.models import EndReason
from edinstvo.registry.offices.queries.standing import composition, terms_running_out
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, chair, staff
from tests.registry.members.people import ended
from tests.registry.offices.people import ELECTED, elected, keeps, with_login


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_ends_with_its_powers_and_not_with_those_given_otherwise(cast: Cast) -> None:
    mandate = elected(cast.college)
    user = with_login(mandate)
    Grant.objects.create(user=user, role=Role.CHAIR, level="primary", organisation_id=cast.lyceum.pk, valid_from=TODAY)
    assert keeps(user, cast.college)
    district = staff(cast.buy)
    mandate = end_mandate(
        actor=district,
        mandate_id=mandate.pk,
        expected_version=1,
        on=TODAY,
        reason=EndReason.RECALLED,
        decision="Протокол № 4",
        at=NOW,
    )
    assert not keeps(user, cast.college)
    assert keeps(user, cast.lyceum)
    assert composition(cast.college, on=TODAY, seen_by=OPERATOR) == []
    entry = Entry.objects.get(verb="mandate_ended")
    assert (entry.actor_name, entry.reason, entry.after["end_reason"]) == (district.name, "Протокол № 4", "recalled")
    # Said twice, done once; on another day it is told.
    said = {"actor": district, "mandate_id": mandate.pk, "expected_version": 1, "reason": EndReason.TERM, "at": NOW}
    assert end_mandate(**said, on=TODAY, decision="").version == 2
    with pytest.raises(MandateEnded):
        end_mandate(**said, on=ELECTED, decision="")


def test_whoever_lost_it_is_told_inside_the_house(cast: Cast) -> None:
    mandate = elected(cast.college)
    said = {"mandate_id": mandate.pk, "expected_version": 1, "on": TODAY, "at": NOW, "decision": "№ 4"}
    user = with_login(mandate)
    end_mandate(actor=OPERATOR, reason=EndReason.RECALLED, **said)
    notice = Notice.objects.get()
    assert (notice.user_id, notice.channel, notice.organisation_id) == (user.pk, "in_app", cast.college.pk)
    for words in (cast.college.short_name, "Причина: Досрочное прекращение", "Решение: № 4.", "закончились и права"):
        assert words in notice.text
    # Who has no login is told nothing.
    elected(cast.lyceum, name="Белова Анна Ильинична")
    ended(Membership.objects.get(organisation=cast.lyceum), TODAY)
    assert Notice.objects.count() == 1


def test_neither_the_dead_nor_whoever_did_it_is_told_of_an_end(cast: Cast) -> None:
    chair, deputy = elected(cast.college), elected(cast.college, "deputy", name="Белова Анна Ильинична")
    user = with_login(chair)
    with_login(deputy, "belova")
    said = {"expected_version": 1, "on": TODAY, "at": NOW, "decision": ""}
    oneself = replace(OPERATOR, user_id=user.pk)
    end_mandate(actor=oneself, mandate_id=chair.pk, reason=EndReason.OWN_WISH, **said)
    end_mandate(actor=OPERATOR, mandate_id=deputy.pk, reason=EndReason.DIED, **said)
    assert not Notice.objects.exists()


def test_an_end_that_a_correction_brings_is_told_too(cast: Cast) -> None:
    mandate = elected(cast.college)
    user = with_login(mandate)
    correct_mandate(
        actor=OPERATOR,
        mandate_id=mandate.pk,
        expected_version=1,
        details=MandateDetails(since=ELECTED),
        end=End(ended_on=ELECTED, reason=EndReason.OTHER),
        reason="Внесли не того",
        at=NOW,
    )
    notice = Notice.objects.get()
    assert (notice.user_id, "внесена по ошибке" in notice.text) == (user.pk, True)


def test_a_grant_that_stood_before_ends_with_the_mandate(cast: Cast) -> None:
    user = a_user("vetrova", name="Ветрова Нина Степановна", grants=[(Role.CHAIR, cast.college)])
    mandate = elected(cast.college)
    bind_login(actor=OPERATOR, user=user, person_id=mandate.person_id, at=NOW)
    mandate.refresh_from_db()
    assert mandate.grant_id == Grant.objects.get(user=user).pk
    elected(cast.college, name="Сомова Анна Ильинична", since=TODAY, succeeds=True)
    assert not keeps(user, cast.college)


def test_a_shared_grant_ends_with_the_last_office(cast: Cast) -> None:
    mandate = elected(cast.college)
    user, deputy = with_login(mandate), elected(cast.college, "deputy", mandate.person_id)
    for one, keeps_on in ((mandate, True), (deputy, False)):
        end_mandate(
            actor=OPERATOR,
            mandate_id=one.pk,
            expected_version=1,
            on=TODAY,
            reason=EndReason.TERM,
            decision="",
            at=NOW,
        )
        assert keeps(user, cast.college) is keeps_on


def test_refusals_of_an_end_and_of_a_longer_term(cast: Cast) -> None:
    mandate = elected(cast.college, until=date(2026, 12, 31))
    said = {"actor": OPERATOR, "mandate_id": mandate.pk, "expected_version": 1, "decision": "", "at": NOW}
    for on, version, refusal in (
        (TODAY + timedelta(days=1), 1, DayNotCome),
        (ELECTED - timedelta(days=1), 1, EndsBeforeItBegan),
        (TODAY, 2, MandateChanged),
    ):
        with pytest.raises(refusal):
            end_mandate(**{**said, "expected_version": version}, on=on, reason=EndReason.TERM)
    with pytest.raises(PowerMissing):
        end_mandate(**{**said, "actor": chair(cast.college)}, on=TODAY, reason=EndReason.TERM)
    with pytest.raises(NotLonger):
        prolong_mandate(**said, until=date(2026, 12, 30))
    with pytest.raises(TermTooLong):
        prolong_mandate(**said, until=date(2999, 12, 31))
    assert list(terms_running_out(cast.buy, on=TODAY, seen_by=OPERATOR)) == [mandate]
    prolong_mandate(**said, until=date(2029, 12, 31))
    assert not terms_running_out(cast.buy, on=TODAY, seen_by=OPERATOR).exists()
    assert prolong_mandate(**said, until=date(2029, 12, 31)).version == 2


def test_a_correction_keeps_what_was_known_and_powers_follow(cast: Cast) -> None:
    mandate = elected(cast.college, decision_number="3")
    user = with_login(mandate)
    said = {"actor": OPERATOR, "mandate_id": mandate.pk, "at": NOW + timedelta(days=1)}
    details = MandateDetails(since=date(2024, 10, 1), decision_number="13")
    over = End(ended_on=date(2026, 1, 1), reason=EndReason.TERM)
    for end, reason, refusal in ((End(ended_on=TODAY), "Описка", EndIncomplete), (over, " ", ReasonMissing)):
        with pytest.raises(refusal):
            correct_mandate(**said, expected_version=1, details=details, end=end, reason=reason)
    for wrong, refusal in (
        ({"until": date(2999, 1, 1)}, TermTooLong),
        ({"decision_on": date(2027, 1, 1)}, DecisionAhead),
    ):
        ahead = MandateDetails(since=ELECTED, **wrong)
        with pytest.raises(refusal):
            correct_mandate(**said, expected_version=1, details=ahead, end=End(), reason="Описка")
    correct_mandate(**said, expected_version=1, details=details, end=over, reason="Описка")
    assert not keeps(user, cast.college, TODAY + timedelta(days=1))
    now = composition(cast.college, on=date(2024, 10, 5), seen_by=OPERATOR)
    assert [one.mandate.decision_number for one in now] == ["13"]
    assert composition(cast.college, on=date(2024, 10, 5), known_on=TODAY, seen_by=OPERATOR) == []
    [then] = composition(cast.college, on=TODAY, known_on=TODAY, seen_by=OPERATOR)
    assert then.mandate.decision_number == "3"
    # Taken back, unless somebody else holds it by now.
    successor = elected(cast.college, since=date(2026, 2, 1))
    with pytest.raises(OfficeTaken):
        correct_mandate(**said, expected_version=2, details=details, end=End(), reason="Не было")
    never = End(ended_on=date(2026, 2, 1), reason=EndReason.OTHER)
    mistake = MandateDetails(since=date(2026, 2, 1))
    correct_mandate(
        **{**said, "mandate_id": successor.pk}, expected_version=1, details=mistake, end=never, reason="Ошибка"
    )
    correct_mandate(**said, expected_version=2, details=details, end=End(), reason="Не было")
    assert keeps(user, cast.college, TODAY + timedelta(days=1))
