"""Random histories: figures of any past day, in both trees, equal a recount from the rows."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.insight.indicators.queries.past import figures_in_todays_tree, figures_of_days
from edinstvo.insight.indicators.queries.stood import figures_as_it_stood, figures_of_days_as_it_stood
from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.benefits.models import Participation
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.actions.mark_people import mark_people
from edinstvo.membership.cards.models import Card
from edinstvo.registry.members.actions.keep_electronically import keep_electronically, on_paper
from edinstvo.registry.members.actions.refuse_merge import DifferentPeople
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY
from tests.registry.organisations.small_union import BEGINNING
from tests.registry.random_acts.acts import ACTS, act, begin
from tests.registry.random_acts.world import Act, Draw, World, pick
from tests.registry.refusals import REFUSALS

DAYS = st.integers(0, 40).map(lambda n: BEGINNING + timedelta(days=n))
NUMBERS = st.integers(0, 30)
LISTS = {"electronic_record": "registered", "plastic_card": "plastic", "virtual_card": "virtual", "bonus": "bonus"}


def _issue(_world: World, draw: Draw, at: datetime) -> None:
    person = pick(Person.objects.order_by("pk"), draw.one)
    days: dict[str, Any] = {"issued_on": draw.day}
    if draw.later > draw.day and draw.other % 2:
        days |= {"ended_on": draw.later, "end_reason": "lost"}
    number = f"{Card.objects.count() + 1:013d}"
    kind = ("plastic", "virtual")[draw.other % 2]
    load_cards(actor=OPERATOR, cards=[LoadedCard(number=number, kind=kind, person_id=person.pk, **days)], at=at)


def _lose(_world: World, draw: Draw, _at: datetime) -> None:
    card = pick(Card.objects.filter(ended_on=None, issued_on__lte=draw.later).order_by("pk"), draw.one)
    Card.objects.filter(pk=card.pk).update(ended_on=draw.later, end_reason="lost")
    mark_people(person_ids=[card.person_id])


def _take_part(_world: World, draw: Draw, at: datetime) -> None:
    person = pick(Person.objects.order_by("pk"), draw.one)
    until = draw.later if draw.later > draw.day else None
    rows = [LoadedParticipation(person_id=person.pk, began_on=draw.day, ended_on=until)]
    load_participations(actor=OPERATOR, participations=rows, at=at)


def _keep_electronically(_world: World, draw: Draw, at: datetime) -> None:
    filters = Filters(organisation=pick(Organisation.objects.order_by("pk"), draw.one))
    expected = on_paper(filters=filters, on=TODAY, seen_by=OPERATOR).count()
    keep_electronically(actor=OPERATOR, filters=filters, words="", expected=expected, on=draw.day, at=at)


MORE: dict[str, Act] = {
    "issue": _issue,
    "lose": _lose,
    "take part": _take_part,
    "keep electronically": _keep_electronically,
}
OFTEN = ("admit", "correct", "end", "transfer", "merge", "split", "move", "undo move", "issue", "bring", "undo list")
ACT = st.tuples(
    st.sampled_from([*ACTS, *MORE, *(name for name in OFTEN if name in {*ACTS, *MORE})]),
    st.builds(Draw, one=NUMBERS, other=NUMBERS, day=DAYS, later=DAYS),
)


@pytest.mark.slow
class TestPastDays(TestCase):
    beginning: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        """The same small union stands at the beginning; of its people some are on paper, online, or young."""
        cls.beginning = begin()
        thirds = Membership.objects.annotate(third=F("pk") % 3)
        thirds.filter(third=0).update(electronic_on=None)
        thirds.filter(third=1).update(applied_online=True)
        # A stay carries the birth date of its person: one without the other is what no act leaves behind.
        born = BEGINNING.replace(year=BEGINNING.year - 36) + timedelta(days=20)
        young = Person.objects.annotate(half=F("pk") % 2).filter(half=0)
        Membership.objects.filter(person__in=young).update(birth_date=born)
        young.update(birth_date=born)

    @settings(max_examples=20, deadline=None)
    @given(acts=st.lists(ACT, min_size=6, max_size=20), days=st.lists(DAYS, min_size=2, max_size=3))
    def test_equal_a_recount_in_both_trees(self, acts: list[tuple[str, Draw]], days: list[date]) -> None:
        world = deepcopy(self.beginning)
        for number, (name, draw) in enumerate(acts, start=1):
            try:
                if name in MORE:
                    MORE[name](world, draw, NOW + timedelta(days=number))
                else:
                    act(world, name, draw, NOW + timedelta(days=number))
            except (*REFUSALS, DifferentPeople):
                continue
            # What was kept before an act is the more often wrong after it; what was not is counted from rows anyway.
            if draw.one % 3:
                keep_courses()
        rows = list(Organisation.objects.order_by("pk"))
        for day in (*days, TODAY):
            _compare(rows, day)
        _several_at_once(rows, [*days, TODAY])


def _compare(rows: list[Organisation], day: date) -> None:
    ids = [row.pk for row in rows]
    stood = figures_as_it_stood(organisation_ids=ids, on=day)
    assert figures_in_todays_tree(organisation_ids=ids, on=day) == _recounted_today(rows, day), day
    for row in rows:
        asked = Asked(organisation=row, as_of=day, base=BEGINNING - timedelta(days=10_000), year=day.year)
        assert stood[row.pk] == _recounted(asked), (row.pk, day)
        _compare_lists(row, day, stood[row.pk])


def _recounted_today(rows: list[Organisation], day: date) -> dict[int, dict[str, int]]:
    """The same in today's tree, one by one in Python: four statements for all organisations together."""
    stays = list(Membership.objects.select_related("organisation"))
    holders = {
        kind: set(Card.objects.filter(Card.held_on(day), kind=kind).values_list("person_id", flat=True))
        for kind in ("plastic", "virtual")
    }
    taking_part = Participation.objects.filter(Participation.counted_on(day))
    holders["bonus"] = set(taking_part.values_list("person_id", flat=True))
    carried = {(stay.person_id, stay.ended_on) for stay in stays if stay.end_reason == "transferred"}
    came = [stay for stay in stays if (stay.person_id, stay.registered_on) not in carried]
    return {
        row.pk: {
            **_on_record(_below(row, stays), day, holders),
            "joined_online": sum(one.applied_online and one.registered_on <= day for one in _below(row, stays)),
            "joined": sum(one.registered_on <= day for one in _below(row, came)),
            "left": sum(
                one.ended_on is not None and one.ended_on <= day and one.end_reason != "transferred"
                for one in _below(row, stays)
            ),
        }
        for row in rows
    }


def _below(row: Organisation, stays: list[Membership]) -> list[Membership]:
    return [stay for stay in stays if stay.organisation.path.startswith(row.path)]


def _on_record(stays: list[Membership], day: date, holders: dict[str, set[int]]) -> dict[str, int]:
    here = [one for one in stays if one.registered_on <= day and (one.ended_on is None or one.ended_on > day)]
    people = {one.person_id for one in here}
    born_after = day.replace(year=day.year - 36)
    return {
        "members": len(here),
        "registered": sum(one.electronic_on is not None and one.electronic_on <= day for one in here),
        "youth": sum(one.birth_date is not None and one.birth_date > born_after for one in here),
        **{measure: len(people & theirs) for measure, theirs in holders.items()},
    }


def _compare_lists(row: Organisation, day: date, stood: dict[str, int]) -> None:
    """The lists that the numbers lead to: so many people as the number says."""
    for lacks, measure in LISTS.items():
        filters = Filters(organisation=row, as_of=day, lacks=lacks)
        missing = filtered(filters=filters, on=TODAY, seen_by=OPERATOR).count()
        assert missing == stood["members"] - stood[measure], (row.pk, day, lacks)


def _several_at_once(rows: list[Organisation], days: list[date]) -> None:
    ids = [row.pk for row in rows]
    for several, one in (
        (figures_of_days, figures_in_todays_tree),
        (figures_of_days_as_it_stood, figures_as_it_stood),
    ):
        assert several(organisation_ids=ids, days=days) == {day: one(organisation_ids=ids, on=day) for day in days}


def _recounted(asked: Asked) -> dict[str, int]:
    counts = counts_from_rows(asked, seen_by=OPERATOR, only=COURSE_MEASURES)
    return {measure: counts[measure] for measure in COURSE_MEASURES}
