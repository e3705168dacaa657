"""Whether a record lacked anything at a past moment is what the register itself said of it then."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import ClassVar

import pytest
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.refuse_merge import DifferentPeople
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.complete_then import complete_before
from edinstvo.registry.members.rules.people import ESSENTIALS, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.registry.members.gaps import known
from tests.registry.members.people import a_member, dates_of, person, versions
from tests.registry.organisations.small_union import BEGINNING
from tests.registry.random_acts.acts import act, begin
from tests.registry.random_acts.of_members import stay_of
from tests.registry.random_acts.world import Draw, World
from tests.registry.refusals import REFUSALS

DAYS = st.integers(0, 40).map(lambda n: BEGINNING + timedelta(days=n))
NUMBERS = st.integers(0, 30)
PHONE = "+79105550112"
NAMES = (
    "fill",
    "fill",
    "fill",
    "fill",
    "admit",
    "readmit",
    "edit",
    "correct",
    "end",
    "transfer",
    "merge",
    "split",
    "bring",
)
ACT = st.tuples(
    st.sampled_from([*NAMES, "undo list"]), st.builds(Draw, one=NUMBERS, other=NUMBERS, day=DAYS, later=DAYS)
)


def _complete(moment: datetime) -> set[int]:
    return set(Membership.objects.filter(complete_before(moment)).values_list("pk", flat=True))


def _correct(row: Membership, details: PersonDetails, at: datetime) -> None:
    """The days of the stay remain as they are."""
    correct_member(
        actor=OPERATOR,
        membership_id=row.pk,
        expected=versions(row),
        person=details,
        dates=dates_of(row),
        reason="Опечатка",
        on=TODAY,
        at=at,
    )


def _fill(world: World, draw: Draw, at: datetime) -> None:
    """Some of the person's values are known from now on, some no longer."""
    row, _ = stay_of(world.ledger.open_stays(), draw.one)
    said = {"sex": ("female", "")[draw.other % 2], "phone": (PHONE, "")[draw.other % 3 // 2]}
    _correct(row, person(row.person.full_name, row.person.birth_date, **said), at)


@pytest.mark.slow
class TestAtAPastMoment(TestCase):
    beginning: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        """The small union; of everybody all is known."""
        cls.beginning = begin()
        said = {"birth_date": date(1980, 5, 1), "phone": PHONE}
        Person.objects.update(**said, sex="female")
        Membership.objects.update(**said, joined_on=BEGINNING, category="support", is_incomplete=False)

    @settings(max_examples=20, deadline=None)
    @given(acts=st.lists(ACT, min_size=4, max_size=14))
    def test_is_what_the_register_said_then(self, acts: list[tuple[str, Draw]]) -> None:
        world = deepcopy(self.beginning)
        said: dict[datetime, dict[int, bool]] = {}
        for number, (name, draw) in enumerate(acts, start=1):
            at = NOW + timedelta(days=number)
            try:
                _fill(world, draw, at) if name == "fill" else act(world, name, draw, at)
            except (*REFUSALS, DifferentPeople):
                continue
            # Of who has left the telephone stays with the stay: what is said of them is no longer kept up to date.
            said[at + timedelta(hours=1)] = dict(_open().values_list("pk", "is_incomplete"))
        # What was undone has only versions: it counts on no day any more.
        left = set(Membership.objects.values_list("pk", flat=True))
        for moment, lacking in said.items():
            complete = _complete(moment)
            for pk in left.intersection(lacking):
                assert (pk in complete) is not lacking[pk], (pk, moment)


def _open() -> QuerySet[Membership]:
    return Membership.objects.filter(ended_on=None)


@pytest.mark.django_db
@pytest.mark.parametrize("lacking", [name for name in ESSENTIALS if name not in ("category", "joined_on")])
def test_each_value_counts_from_the_moment_it_was_written(lacking: str) -> None:
    whole = {name: value for name, value in known(31).items() if name not in ("category", "joined_on")}
    said = {name: value for name, value in whole.items() if name != lacking}
    row = a_member(a_union().berezovka, born=said.pop("birth_date", None), **said)
    Membership.objects.filter(pk=row.pk).update(category="support", known_since=NOW)
    filled = NOW + timedelta(days=1)
    born = whole.pop("birth_date")
    row = Membership.objects.select_related("person").get(pk=row.pk)
    _correct(row, person(row.person.full_name, born, **whole), filled)
    assert _complete(NOW) == _complete(filled) == set()
    assert _complete(filled + timedelta(seconds=1)) == {row.pk}
    row = Membership.objects.select_related("person").get(pk=row.pk)
    lost = filled + timedelta(days=1)
    born, said = (None, whole) if lacking == "birth_date" else (born, {**whole, lacking: ""})
    _correct(row, person(row.person.full_name, born, **said), lost)
    assert _complete(lost) == {row.pk}
    assert _complete(lost + timedelta(seconds=1)) == set()


@pytest.mark.django_db
def test_nothing_was_complete_before_it_was_known() -> None:
    said = known(31)
    row = a_member(a_union().berezovka, born=said["birth_date"], sex="female", phone=said["phone"], since=BEGINNING)
    Membership.objects.filter(pk=row.pk).update(category="support")
    assert _complete(NOW) == set()
    assert _complete(NOW + timedelta(seconds=1)) == {row.pk}
