"""The table of periods: who sets it, what is refused, and that nothing counts before the union has confirmed it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.retention.actions.confirm_periods import (
    DecisionAhead,
    DecisionBeforeFounding,
    NumberMissing,
    TableChanged,
    confirm_periods,
)
from edinstvo.foundation.retention.actions.set_period import (
    BasisMissing,
    DayIsPast,
    PeriodEndless,
    PeriodTooShort,
    set_period,
)
from edinstvo.foundation.retention.kinds import Kind, UnknownKind, declare, kind_of, kinds
from edinstvo.foundation.retention.models import RetentionDecision, RetentionPeriod
from edinstvo.foundation.retention.queries import period_held, periods_named, standing_of, standings
from edinstvo.foundation.retention.rules import Period
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union, actor
from tests.foundation.retention.nights import confirmed

SAID = {
    "kind": "members.contacts",
    "period": Period(months=2),
    "basis": "Решение № 6-12",
    "valid_from": TODAY,
    "on": TODAY,
    "at": NOW,
}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_period_holds_from_its_day_and_the_former_before(cast: Cast) -> None:
    later = TODAY + timedelta(days=10)
    set_period(actor=OPERATOR, **{**SAID, "valid_from": later})
    assert period_held(code="members.contacts", on=TODAY) == Period(days=30)
    assert period_held(code="members.contacts", on=later) == Period(months=2)
    today = standing_of(kind_of("members.contacts"), on=TODAY)
    assert today.coming is not None
    assert (today.said, today.coming.valid_from) == (None, later)
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.before, entry.reason) == ("retention_period_set", {"period_days": 30}, "Решение № 6-12")
    assert entry.after == {"period_months": 2, "valid_from": later.isoformat()}


def test_said_twice_it_is_one_row(cast: Cast) -> None:
    assert set_period(actor=OPERATOR, **SAID) == set_period(actor=OPERATOR, **SAID)
    assert RetentionPeriod.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"kind": "nobody.knows"}, UnknownKind),
        ({"basis": "  "}, BasisMissing),
        ({"period": Period(days=29)}, PeriodTooShort),
        ({"kind": "ui.drafts", "period": Period()}, PeriodEndless),
        ({"valid_from": TODAY - timedelta(days=1)}, DayIsPast),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, said: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        set_period(actor=OPERATOR, **{**SAID, **said})
    assert not RetentionPeriod.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_only_whoever_answers_for_the_whole_union_sets_and_confirms(cast: Cast, role: Role) -> None:
    for place in (cast.union, cast.kostroma, cast.berezovka):
        somebody = actor(role, place)
        may = Power.SET_PERIODS in POWERS_OF[role] and place == cast.union
        for act in (
            lambda who=somebody: set_period(actor=who, **SAID),
            lambda who=somebody: confirm_periods(
                actor=who,
                decided_on=TODAY,
                number="1",
                body="",
                seen=periods_named(standings(on=TODAY)),
                on=TODAY,
                at=NOW,
            ),
        ):
            if may:
                act()
            else:
                with pytest.raises(PowerMissing):
                    act()


def test_nothing_that_waits_is_on_before_a_decision_and_a_new_period_waits_anew(cast: Cast) -> None:
    def on() -> set[str]:
        return {one.kind.code for one in standings(on=TODAY) if one.is_on}

    technique = {kind.code for kind in kinds() if not kind.waits}
    assert on() == technique
    decision = confirmed()
    assert decision.periods["members.contacts"] == "30d"
    assert on() == technique | {
        "members.contacts",
        "members.particulars",
        "organisations.contacts",
        "programme.evidence",
        "journal.readings",
    }
    set_period(actor=OPERATOR, **SAID)
    assert "members.contacts" not in on()
    confirmed(number="7-1")
    assert "members.contacts" in on()


def test_the_same_decision_sent_twice_is_one(cast: Cast) -> None:
    assert confirmed() == confirmed()
    assert RetentionDecision.objects.count() == 1
    entry = Entry.objects.filter(verb="retention_confirmed").get()
    assert entry.after == {"decision_on": TODAY.isoformat(), "decision_number": "6-12", "body": "Исполком"}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"number": " "}, NumberMissing),
        ({"decided_on": TODAY + timedelta(days=1)}, DecisionAhead),
        ({"decided_on": FOUNDED - timedelta(days=1)}, DecisionBeforeFounding),
        ({"seen": {"members.contacts": "1m"}}, TableChanged),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(cast: Cast, said: dict[str, object], refusal: type[Exception]) -> None:
    fits: dict[str, object] = {
        "decided_on": TODAY,
        "number": "6-12",
        "body": "",
        "seen": periods_named(standings(on=TODAY)),
    }
    with pytest.raises(refusal):
        confirm_periods(actor=OPERATOR, on=TODAY, at=NOW, **{**fits, **said})  # type: ignore[arg-type]  # by name
    assert not RetentionDecision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_period_set_in_the_same_moment_is_never_confirmed_unseen() -> None:
    a_union()
    seen, start, came_to = periods_named(standings(on=TODAY)), Barrier(2), []

    def at_once(act: str) -> None:
        start.wait()
        try:
            if act == "set":
                set_period(actor=OPERATOR, **SAID)
            else:
                confirm_periods(actor=OPERATOR, decided_on=TODAY, number="1", body="", seen=seen, on=TODAY, at=NOW)
            came_to.append(act)
        except TableChanged:
            came_to.append("changed")
        finally:
            connections.close_all()

    threads = [Thread(target=at_once, args=[act]) for act in ("set", "confirm")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Either way the new period is not confirmed: it came before, and was told, or after.
    assert sorted(came_to) in (["changed", "set"], ["confirm", "set"])
    assert not standing_of(kind_of("members.contacts"), on=TODAY).is_confirmed


def test_two_slices_never_declare_one_kind() -> None:
    known = kind_of("ui.drafts")
    assert declare(known) is known
    with pytest.raises(ValueError, match="two kinds"):
        declare(Kind(**{**vars(known), "portion": 1}))


def test_every_kind_says_in_words_what_goes_and_what_stays() -> None:
    for kind in kinds():
        assert all(str(words) for words in (kind.name, kind.removed, kind.stays, kind.counted_from, kind.basis))
        assert kind.waits or not kind.proposed.is_permanent
