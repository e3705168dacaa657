"""A fact known otherwise: the old row is closed, the new one differs in what was said and in nothing else."""

from datetime import date, timedelta

import pytest

from edinstvo.registry.organisations.actions.state_fact import know_no_more, state_again, state_fact
from edinstvo.registry.organisations.models import Workforce
from tests.cast import NOW, Cast, a_union

LATER = NOW + timedelta(days=3)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def fact(cast: Cast) -> Workforce:
    said = {"workers": 40, "students": 10, "decision": "Протокол № 1"}
    return state_fact(fact=Workforce(organisation=cast.lyceum, valid_from=date(2026, 9, 1), known_since=NOW, **said))


def test_is_known_otherwise_and_stays_readable(fact: Workforce) -> None:
    again = state_again(fact=fact, at=LATER, workers=41)
    was, is_now = Workforce.objects.get(pk=fact.pk), Workforce.objects.get(pk=again.pk)
    assert (was.workers, was.known_since, was.known_until) == (40, NOW, LATER)
    assert (is_now.workers, is_now.known_since, is_now.known_until) == (41, LATER, None)
    assert (is_now.students, is_now.decision, is_now.valid_from) == (10, "Протокол № 1", fact.valid_from)
    assert (fact.workers, fact.pk) == (40, was.pk)


def test_is_known_no_more(fact: Workforce) -> None:
    know_no_more(fact=fact, at=LATER)
    assert not Workforce.objects.filter(Workforce.KNOWN).exists()
    assert Workforce.objects.get().known_until == LATER


def test_a_moment_knows_what_was_known_then(fact: Workforce) -> None:
    again = state_again(fact=fact, at=LATER, workers=41)
    known = {
        moment: list(Workforce.objects.filter(Workforce.known_at(moment)))
        for moment in (NOW - timedelta(seconds=1), NOW, LATER - timedelta(seconds=1), LATER, None)
    }
    assert list(known.values()) == [[], [fact], [fact], [again], [again]]
