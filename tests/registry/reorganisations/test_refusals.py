"""Reorganisations that are refused: with each its reason, and nothing done."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.registry.members.actions.carry_many import SomeJoinedLater
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.close_organisation import SomeLeftLater
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_no_decision import DecisionMissing
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince
from edinstvo.registry.reorganisations.actions.split_organisation import NobodyChosen, split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.reorganisations.rules import TakesNothing
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, found, staff
from tests.registry.members.people import BEGAN, a_member, ended
from tests.registry.organisations.moving import disagreements, fresh, moved, moved_back
from tests.registry.reorganisations.merging import DAY, LATER, merged, split, undone


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_is_not_taken_back_when_one_was_moved_on_the_same_day_since(cast: Cast) -> None:
    act = merged(cast.galich, cast.buy)
    moved(cast.lyceum, cast.mtsensk, on=DAY, at=NOW + timedelta(minutes=1))
    with pytest.raises(MovedAgainSince):
        undone(act)
    assert fresh(cast.lyceum).parent == cast.mtsensk
    moved_back(cast.lyceum, on=DAY, at=NOW + timedelta(minutes=2))
    undone(act)
    assert {fresh(one).parent for one in (cast.lyceum, cast.berezovka)} == {cast.galich}
    assert disagreements() == []


def test_what_cannot_be(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    for source, target in [(cast.galich, cast.lyceum), (cast.berezovka, cast.galich), (cast.college, cast.group)]:
        with pytest.raises(TakesNothing):
            merged(source, target)
    stranger = staff(cast.oryol)
    for who in (chair(cast.berezovka), stranger):
        with pytest.raises(PowerMissing):
            merged(cast.berezovka, cast.lyceum, actor=who)
    with pytest.raises(SomeJoinedLater) as told:
        merged(cast.berezovka, cast.lyceum, on=BEGAN - timedelta(days=1))
    assert (told.value.count, told.value.first) == (1, BEGAN)
    young = found(cast.galich, "ППО новой школы", type="primary", on=DAY + timedelta(days=1))
    with pytest.raises(BeforeFounding):
        merged(cast.berezovka, young)
    with pytest.raises(NobodyChosen):
        split(cast)
    with pytest.raises(TakesNothing):
        split_organisation(
            actor=OPERATOR, source=cast.group, name="Н", short_name="Н", stay_ids=[1], on=DAY, decision="№ 9", at=NOW
        )
    act = merged(cast.berezovka, cast.lyceum)
    with pytest.raises(OrganisationClosed):
        merged(cast.berezovka, cast.lyceum, on=TODAY)
    with pytest.raises(ReasonMissing):
        undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason=" ", at=LATER)
    with pytest.raises(PowerMissing):
        undone(act, actor=stranger)
    assert not Membership.objects.get(pk=stay.pk).is_open


def test_a_decision_of_before_one_of_the_two_was_founded_is_refused(cast: Cast) -> None:
    a_member(cast.berezovka)
    young = found(cast.galich, "ППО Новой школы", type="primary", on=DAY)
    for source, target in ((young, cast.berezovka), (cast.berezovka, young)):
        with pytest.raises(BeforeFounding):
            merged(source, target, on=DAY - timedelta(days=1))
    joined = a_member(young, "Серова Инна", since=date(2020, 9, 1))
    with pytest.raises(BeforeFounding):
        split_organisation(
            actor=OPERATOR,
            source=young,
            name="ППО Филиала",
            short_name="ППО Филиала",
            stay_ids=[joined.pk],
            on=DAY - timedelta(days=1),
            decision="Постановление № 9",
            at=NOW,
        )
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize("decision", ["", "  "])
def test_what_rests_on_no_decision_is_refused(cast: Cast, decision: str) -> None:
    stay = a_member(cast.berezovka)
    with pytest.raises(DecisionMissing):
        merged(cast.berezovka, cast.lyceum, decision=decision)
    with pytest.raises(DecisionMissing):
        split(cast, stay, decision=decision)
    assert Membership.objects.get().organisation == cast.berezovka
    assert not Reorganisation.objects.exists()


def test_is_not_merged_away_before_somebody_left(cast: Cast) -> None:
    a_member(cast.lyceum)
    ended(a_member(cast.lyceum, "Белова Анна"), DAY + timedelta(days=3))
    with pytest.raises(SomeLeftLater) as refusal:
        merged(cast.lyceum, cast.berezovka)
    assert (refusal.value.count, refusal.value.until) == (1, DAY + timedelta(days=3))
    assert merged(cast.lyceum, cast.berezovka, on=DAY + timedelta(days=3)).people == 1
