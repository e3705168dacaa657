"""Whatever is done to members and to the tree, what an organisation counts as lacking equals a recount of its rows."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.foundation.tallies.queries import several_figures
from edinstvo.registry.imports.actions.bring_list import OrganisationTakesNoLists
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, NamesakeHere
from edinstvo.registry.members.actions.carry_many import ChangedSince, SomeJoinedLater
from edinstvo.registry.members.actions.carry_over import TransferDayDoesNotFit
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.edit_member import NeedsCorrection, edit_member
from edinstvo.registry.members.actions.end_membership import EndDoesNotFit, EndedAlready
from edinstvo.registry.members.actions.follow_person import RowsInTheWay
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.part_stays import StandsOnMerge
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.recategorise_member import StayEnded, recategorise_member
from edinstvo.registry.members.actions.refuse_joining import JoinedBeforeLeaving
from edinstvo.registry.members.actions.refuse_merge import DifferentPeople, InTwoPlaces, TransferWaitsStill
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.actions.split_people import LaterMergeStands, SplitAlready
from edinstvo.registry.members.models import Membership, Person, PersonMerge
from edinstvo.registry.members.queries.essentials import MEASURES
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import LACKING, Filters
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, PAPER_RECORDS
from edinstvo.registry.members.rules.people import (
    ESSENTIALS,
    INCOMPLETE_RECORDS,
    LACKING_MEASURES,
    MembershipDetails,
    PersonDetails,
)
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.reorganisations.rules import TakesNothing
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_member, dates_of, ended, person, versions
from tests.registry.members.transfers import asked
from tests.registry.organisations.moving import fresh, moved
from tests.registry.reorganisations.merging import merged as organisation_merged

SINCE = date(2020, 9, 1)
NAMES = ("Абрамова Анна Львовна", "Ветрова Нина Павловна", "Зимина Татьяна Юрьевна")
PLACES = ("berezovka", "lyceum", "evening_department", "group", "mtsensk_school")
# Each value is known or not, as the bits of a number say.
KNOWN: dict[str, Any] = {
    "birth_date": date(1980, 5, 1),
    "sex": "female",
    "category": "pedagogical",
    "joined_on": date(2019, 9, 1),
    "phone": "+79105550112",
}
HEADINGS = ("ФИО", "Дата рождения", "Пол", "Категория", "Дата вступления", "Телефон")
IN_A_LIST = ("01.05.1980", "женский", "педагогический работник", "01.09.2019", "8 910 555-01-12")
REFUSALS = (
    AlreadyAMember,
    CategoryDayDoesNotFit,
    ChangedSince,
    DifferentPeople,
    EndDoesNotFit,
    EndedAlready,
    InTwoPlaces,
    JoinedBeforeLeaving,
    LaterMergeStands,
    NamesakeHere,
    NeedsCorrection,
    OnRecordElsewhere,
    OrganisationClosed,
    OrganisationKeepsNoMembers,
    OrganisationTakesNoLists,
    RegisterMoved,
    RowsInTheWay,
    SomeJoinedLater,
    SplitAlready,
    StandsOnMerge,
    StayEnded,
    TakesNothing,
    TransferDayDoesNotFit,
    TransferWaitsStill,
)


@dataclass
class History:
    """The small union, and what was done in it that can be taken back."""

    cast: Cast
    plans: list[ImportPlan] = field(default_factory=list)
    merges: list[PersonMerge] = field(default_factory=list)
    joined: list[Reorganisation] = field(default_factory=list)
    minutes: int = 0

    def place(self, number: int) -> Organisation:
        return fresh(getattr(self.cast, PLACES[number % len(PLACES)]))

    def stay(self, number: int) -> Membership | None:
        rows = list(Membership.objects.select_related("person").order_by("-ended_on", "pk"))
        return rows[number % len(rows)] if rows else None


def known(bits: int) -> dict[str, Any]:
    return {name: KNOWN[name] for place, name in enumerate(ESSENTIALS) if bits >> place & 1}


def _admit(past: History, who: int, what: int, where: int) -> None:
    said = known(what)
    details = MembershipDetails(category=said.pop("category", ""), joined_on=said.pop("joined_on", None))
    name, born = NAMES[who % len(NAMES)], said.pop("birth_date", None)
    is_another = bool(who & 8)
    a_member(past.place(where), name, born, since=SINCE, details=details, is_another_person=is_another, **said)


def _edit(past: History, who: int, what: int, where: int) -> None:
    """Learns what was not known, and lets a telephone be forgotten."""
    if stay := past.stay(who):
        said = {name: known(what).get(name, "" if name == "phone" else None) for name in ESSENTIALS}
        kept = {name: getattr(stay.person, name) for name in ("last_name", "first_name", "middle_name")}
        born = stay.person.birth_date or said["birth_date"]
        human = PersonDetails(
            **kept, birth_date=born, sex=said["sex"] or stay.person.sex, phone=said["phone"], email="a@example.org"
        )
        edit_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=human,
            details=MembershipDetails(
                category=said["category"] or "", joined_on=stay.joined_on or said["joined_on"], position=f"{where}"
            ),
            category_from=TODAY,
            on=TODAY,
            at=NOW,
        )


def _correct(past: History, who: int, what: int, where: int) -> None:
    """Also of a past stay, also so that it goes on again."""
    if stay := past.stay(who):
        said, now = known(what), stay.person
        ended_on = None if where % 2 else stay.ended_on
        reason = stay.end_reason if ended_on else ""
        correct_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=person(now.full_name, said.get("birth_date"), sex=said.get("sex", ""), phone=said.get("phone", "")),
            dates=dates_of(stay, joined_on=said.get("joined_on"), ended_on=ended_on, end_reason=reason),
            reason="Опечатка",
            on=TODAY,
            at=NOW,
        )


def _end(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        ended(stay, SINCE + timedelta(days=100 * what + 30 * where))


def _readmit(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        said = known(what)
        readmit_member(
            actor=OPERATOR,
            person_id=stay.person_id,
            organisation=past.place(where),
            membership=MembershipDetails(category=said.get("category", ""), joined_on=said.get("joined_on")),
            on=TODAY,
            registered_on=TODAY - timedelta(days=what),
            at=NOW,
        )


def _transfer(past: History, who: int, what: int, where: int) -> None:
    if (stay := past.stay(who)) and stay.is_open and stay.organisation_id != past.place(where).pk:
        asked(stay, past.place(where), moves_on=TODAY - timedelta(days=what))


def _merge(past: History, who: int, what: int, where: int) -> None:
    one = past.stay(who)
    others = Membership.objects.select_related("person").order_by("organisation_id", "pk")
    other = others.exclude(person_id=one.person_id).first() if one else None
    if one and other:
        past.merges.append(merged(one, other, chosen=ESSENTIALS if where % 2 else ()))


def _split(past: History, who: int, what: int, where: int) -> None:
    if past.merges:
        split(past.merges[who % len(past.merges)])


def _categorise(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        recategorise_member(actor=OPERATOR, membership_id=stay.pk, category="retired", since=TODAY, on=TODAY, at=NOW)


def _list(past: History, who: int, what: int, where: int) -> None:
    """A list of two, each with other gaps, in a place of its own or in a primary whose parts hold some of them."""
    rows = []
    for number, bits in ((who, what), (who + 1, what ^ 21)):
        cells = [cell if bits >> place & 1 else "" for place, cell in enumerate(IN_A_LIST)]
        rows.append([NAMES[number % len(NAMES)], *cells])
    place = past.cast.college if where % 2 else past.place(where)
    plan = planned(fresh(place), rows, headings=HEADINGS)
    past.minutes += 2
    at = NOW + timedelta(minutes=past.minutes)
    past.plans.append(commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing))


def _undo_list(past: History, who: int, what: int, where: int) -> None:
    if past.plans:
        plan, at = past.plans.pop(), NOW + timedelta(minutes=past.minutes + 1)
        undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)


def _join(past: History, who: int, what: int, where: int) -> None:
    source, target = past.place(who), past.place(where)
    if source.pk != target.pk and source.is_open and target.is_open:
        past.joined.append(organisation_merged(source, target, on=TODAY))


def _part(past: History, who: int, what: int, where: int) -> None:
    if past.joined:
        act = past.joined.pop()
        undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason="Отменено", at=NOW)


def _move(past: History, who: int, what: int, where: int) -> None:
    school = fresh(past.cast.lyceum)
    if school.is_open:
        parent = past.cast.mtsensk if school.parent_id == past.cast.galich.pk else past.cast.galich
        moved(school, parent, on=TODAY)


def _fold(past: History, who: int, what: int, where: int) -> None:
    fold_deltas()


ACTS: dict[str, Callable[[History, int, int, int], None]] = {
    name[1:]: act
    for name, act in list(globals().items())
    if name.startswith("_")
    and not name.startswith("__")
    and callable(act)
    and getattr(act, "__module__", "") == __name__
}


LACKS, WHERE = st.integers(0, 31), st.integers(0, 7)
ANY_ACT = st.tuples(st.sampled_from(["end", "merge", *ACTS]), st.integers(0, 15), LACKS, WHERE)


class TestWhatIsLacking(TestCase):
    """Random histories of every act that changes an open membership, its person or its place."""

    @settings(max_examples=30, deadline=None)
    @given(
        first=st.lists(st.tuples(st.integers(8, 15), LACKS, WHERE), min_size=4, max_size=4),
        acts=st.lists(ANY_ACT, min_size=4, max_size=14),
    )
    def test_is_what_a_recount_of_the_rows_finds(
        self, first: list[tuple[int, int, int]], acts: list[tuple[str, int, int, int]]
    ) -> None:
        past = History(a_union())
        for numbers in first:
            _admit(past, *numbers)
        for act, who, what, where in acts:
            try:
                ACTS[act](past, who, what, where)
            except REFUSALS:
                continue
        ids = list(Organisation.objects.values_list("pk", flat=True))
        assert several_figures(measures=MEASURES, organisation_ids=ids) == _recount(ids)
        assert (
            _as_listed()
            == several_figures(measures=MEASURES, organisation_ids=[past.cast.union.pk])[past.cast.union.pk]
        )


def _recount(ids: list[int]) -> dict[int, dict[str, int]]:
    """Each open stay looked at by itself, and told to everybody above by the parents."""
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    people = {one.pk: one for one in Person.objects.all()}
    counted: Counter[tuple[int, str]] = Counter()
    for stay in Membership.objects.filter(ended_on=None):
        human = people[stay.person_id]
        lacks = [name for name in ESSENTIALS if not getattr(human if name == "sex" else stay, name)]
        assert stay.is_incomplete == bool(lacks)
        measures = [OPEN_MEMBERSHIPS, *(LACKING_MEASURES[name] for name in lacks), *[INCOMPLETE_RECORDS][: len(lacks)]]
        measures += [PAPER_RECORDS] * (stay.electronic_on is None)
        measures += [measure for mark, measure in HOLDING_MEASURES.items() if getattr(stay, mark)]
        above: int | None = stay.organisation_id
        while above is not None:
            counted.update((above, measure) for measure in measures)
            above = parents[above]
    return {id_: {measure: counted[id_, measure] for measure in MEASURES} for id_ in ids}


def _as_listed() -> dict[str, int]:
    """What the lists show that the figures lead to."""
    wanted = {OPEN_MEMBERSHIPS: Filters(), INCOMPLETE_RECORDS: Filters(incomplete=True)}
    wanted[PAPER_RECORDS] = Filters(lacks="electronic_record")
    wanted |= {LACKING_MEASURES[name]: Filters(lacks=name) for name in LACKING if name in ESSENTIALS}
    listed = {measure: filtered(filters=one, on=TODAY, seen_by=OPERATOR).count() for measure, one in wanted.items()}
    held = Membership.objects.filter(ended_on=None)
    return listed | {measure: held.filter(**{mark: True}).count() for mark, measure in HOLDING_MEASURES.items()}
