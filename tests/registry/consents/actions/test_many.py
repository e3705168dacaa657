"""A consent for many: those ticked at once, a list as long as was agreed to in the background, two at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.consents.actions.ask_many import NobodyChosen, ask_for_list, ask_for_ticked
from edinstvo.registry.consents.actions.enter_many import enter_many
from edinstvo.registry.consents.actions.give_consent import AlreadyGiven, NoTextThen
from edinstvo.registry.consents.models import Consent, ConsentKind, Duty, ManyConsents
from edinstvo.registry.consents.queries.missing import Asked
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.actions.ask_of_many import CountChanged
from edinstvo.registry.members.models import Membership, Outcome
from edinstvo.registry.members.queries.asked import outcomes_of, refused_in
from edinstvo.registry.members.queries.report import say_nothing
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, TODAY, Cast, a_union, auditor, chair, staff
from tests.registry.consents.giving import GIVEN, a_text, gave, lacks, withdrew
from tests.registry.members.people import a_former_member, a_member, ended

DETAILS = ConsentDetails(given_on=GIVEN, channel="paper", paper_number="папка 3")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def of(organisation: Organisation | None, category: str = "") -> Asked:
    return Asked(organisation=organisation, kind=ConsentKind.objects.get(pk="processing"), category=category)


def listed(actor: Actor, organisation: Organisation, expected: int) -> ManyConsents:
    return ask_for_list(
        actor=actor, asked=of(organisation), words="список", details=DETAILS, expected=expected, on=TODAY, at=NOW
    )


def ticked(actor: Actor, organisation: Organisation, stays: list[Membership]) -> ManyConsents:
    said: dict[str, Any] = {"words": "отмеченные", "details": DETAILS, "on": TODAY, "at": NOW}
    ids = [stay.pk for stay in stays]
    return ask_for_ticked(actor=actor, asked=of(organisation), membership_ids=ids, **said)


def done(actor: Actor, act: ManyConsents) -> dict[str, int]:
    return outcomes_of(enter_many(actor=actor, act_id=act.pk, on=TODAY, at=NOW, report=say_nothing))


def test_is_entered_for_those_agreed_to_and_what_cannot_be_is_listed(cast: Cast) -> None:
    a_text()
    plain, same, left, back = (
        a_member(place, f"{name} Анна")
        for name, place in (
            ("Первая", cast.berezovka), ("Быстрая", cast.lyceum), ("Ушедшая", cast.lyceum), ("Отозвавшая", cast.lyceum),
        )
    )  # fmt: skip
    a_member(cast.mtsensk_school, "Чужая Анна")
    a_former_member(cast.berezovka, "Бывшая Анна")
    gave(back)
    withdrew(back, received_on=GIVEN + timedelta(days=5))
    somebody = staff(cast.galich)
    act = listed(somebody, cast.galich, 4)
    gave(same)
    ended(left, TODAY)
    a_member(cast.berezovka, "Новая Анна")
    assert done(somebody, act) == {Outcome.DONE: 1, Outcome.SAME: 1, Outcome.REFUSED: 2}
    assert {row.pk: why for row, why in refused_in(act, seen_by=somebody)} == {left.pk: "ended", back.pk: "withdrawn"}
    row = Consent.objects.get(Consent.STANDING, person_id=plain.person_id)
    assert (row.given_on, row.paper_number, row.entered_by_id) == (GIVEN, "папка 3", somebody.user_id)
    assert [lacks(stay) for stay in (plain, same, left, back)] == [False, False, True, True]
    entry = Entry.objects.get(verb="consents_entered")
    assert entry.territory_id == cast.galich.pk
    assert (entry.after["done"], entry.after["same"], entry.after["refused"]) == (1, 1, 2)
    # A second run of the same work does nothing more.
    done(somebody, act)
    assert Consent.objects.filter(person_id=plain.person_id).count() == 1


def test_those_ticked_are_kept_by_the_actor_or_left_out(cast: Cast) -> None:
    a_text()
    own, foreign = a_member(cast.berezovka), a_member(cast.mtsensk_school, "Чужая Анна")
    who = chair(cast.berezovka)
    assert done(who, ticked(who, cast.berezovka, [own, foreign])) == {Outcome.DONE: 1}
    assert (lacks(own), lacks(foreign)) == (False, True)
    with pytest.raises(NobodyChosen):
        ticked(who, cast.berezovka, [foreign])


def test_closes_what_an_earlier_withdrawal_asked_for(cast: Cast) -> None:
    a_text()
    stay, who = a_member(cast.berezovka), chair(cast.berezovka)
    gave(stay, given_on=GIVEN - timedelta(days=9))
    withdrew(stay, received_on=GIVEN)
    assert done(who, ticked(who, cast.berezovka, [stay])) == {Outcome.DONE: 1}
    assert not Duty.objects.filter(Duty.OWED).exists()


def test_refusals(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    with pytest.raises(NoTextThen):
        listed(chair(cast.berezovka), cast.berezovka, 1)
    a_text()
    with pytest.raises(CountChanged) as changed:
        listed(staff(cast.galich), cast.galich, 2)
    assert changed.value.count == 1
    for stranger in (auditor(cast.berezovka), chair(cast.lyceum)):
        with pytest.raises((PowerMissing, CountChanged, NobodyChosen)):
            listed(stranger, cast.berezovka, 1)
    act = listed(staff(cast.kostroma), cast.berezovka, 1)
    with pytest.raises(PowerMissing):
        enter_many(actor=chair(cast.college), act_id=act.pk, on=TODAY, at=NOW, report=say_nothing)
    assert lacks(stay)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_enter_one_consent() -> None:
    cast = a_union()
    a_text()
    who, other = chair(cast.berezovka), staff(cast.galich)
    for name in ("Анна", "Инна", "Нина"):
        stay = a_member(cast.berezovka, f"Ветрова {name}")
        act = ticked(other, cast.galich, [stay])
        _both(lambda stay=stay: gave(stay, actor=who), lambda act=act: done(other, act))
        assert Consent.objects.filter(Consent.STANDING, person_id=stay.person_id).count() == 1
        assert not lacks(stay)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_gives_once() -> None:
    cast = a_union()
    a_text()
    stay, who = a_member(cast.berezovka), chair(cast.berezovka)
    outcomes = _both(lambda: gave(stay, actor=who), lambda: gave(stay, actor=who))
    assert sorted(isinstance(one, AlreadyGiven) for one in outcomes) == [False, True]


def _both(one: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """What each came to in a connection of its own: its result, or what it was told."""
    together = Barrier(2)

    def run(act: Callable[[], object]) -> object:
        together.wait(timeout=10)
        try:
            return act()
        except AlreadyGiven as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (one, other)))
