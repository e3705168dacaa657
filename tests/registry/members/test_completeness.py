"""Whatever is done to members and to the tree, what an organisation counts as lacking equals a recount of its rows."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.queries import several_figures
from edinstvo.registry.imports.actions.bring_list import OrganisationTakesNoLists
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, NamesakeHere
from edinstvo.registry.members.actions.carry_many import ChangedSince, SomeJoinedLater
from edinstvo.registry.members.actions.carry_over import TransferDayDoesNotFit
from edinstvo.registry.members.actions.edit_member import NeedsCorrection
from edinstvo.registry.members.actions.end_membership import EndDoesNotFit, EndedAlready
from edinstvo.registry.members.actions.follow_person import RowsInTheWay
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.part_stays import StandsOnMerge
from edinstvo.registry.members.actions.recategorise_member import StayEnded
from edinstvo.registry.members.actions.refuse_joining import JoinedBeforeLeaving
from edinstvo.registry.members.actions.refuse_merge import DifferentPeople, InTwoPlaces, TransferWaitsStill
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.actions.split_people import LaterMergeStands, SplitAlready
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.essentials import MEASURES
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import LACKING, Filters
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, PAPER_RECORDS
from edinstvo.registry.members.rules.people import ESSENTIALS, INCOMPLETE_RECORDS, LACKING_MEASURES
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS
from edinstvo.registry.reorganisations.rules import TakesNothing
from tests.cast import OPERATOR, TODAY, a_union
from tests.registry.members.gaps import ACTS, History

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
            ACTS["admit"](past, *numbers)
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
        measures += [PAPER_RECORDS] * (stay.electronic_on is None) + [RETIRED_MEMBERS] * (stay.category == "retired")
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
    listed[RETIRED_MEMBERS] = filtered(filters=Filters(category="retired"), on=TODAY, seen_by=OPERATOR).count()
    return listed | {measure: held.filter(**{mark: True}).count() for mark, measure in HOLDING_MEASURES.items()}
