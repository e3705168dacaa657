"""Whatever is done to members, figures equal a recount, and each day is answered as it was known at each moment."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.members.people import a_member, dates_of, ended, person, versions

FIRST = date(2026, 11, 1)
MONTH = [FIRST + timedelta(days=day) for day in range(30)]
DAYS = st.dates(FIRST, TODAY)
PLACES = ("berezovka", "group", "university", "mtsensk_school")
NAMES = ("Абрамова Анна", "Ветрова Нина", "Зимина Татьяна")
ACTS = st.tuples(
    st.sampled_from(["admit", "end", "move", "reopen", "fold"]),
    st.sampled_from(NAMES),
    st.sampled_from(PLACES),
    DAYS,
    DAYS,
)


@dataclass(frozen=True)
class Stay:
    """What our own account, kept beside the register, says of one membership."""

    place: str
    begin: date
    end: date | None = None

    def counts_on(self, day: date) -> bool:
        return self.begin <= day and not (self.end is not None and self.end <= day)


@dataclass
class Account:
    """The register once more, as plain as can be: per membership what was known from which moment on."""

    known: dict[int, list[tuple[datetime, Stay]]] = field(default_factory=dict)

    def tell(self, membership: Membership, stay: Stay, at: datetime) -> None:
        self.known.setdefault(membership.pk, []).append((at, stay))

    def last(self, id_: int) -> Stay:
        return self.known[id_][-1][1]

    def counted(self, day: date, moment: datetime) -> set[int]:
        told = {id_: [stay for at, stay in stays if at <= moment] for id_, stays in self.known.items()}
        return {id_ for id_, stays in told.items() if stays and stays[-1].counts_on(day)}


class TestFigures(TestCase):
    """Random histories of acts and corrections."""

    @settings(max_examples=40, deadline=None)
    @given(acts=st.lists(ACTS, max_size=14), day=DAYS, after=st.integers(0, 14))
    def test_and_every_as_of_answer_equal_a_recount(
        self, acts: list[tuple[str, str, str, date, date]], day: date, after: int
    ) -> None:
        cast, account = a_union(), Account()
        for minute, (act, name, place, one, other) in enumerate(acts, start=1):
            _act(cast, account, act, name, place, one, other, NOW + timedelta(minutes=minute))
        moment = NOW + timedelta(minutes=after)
        now_known = {row.pk for row in members_on(organisation=cast.union, on=day, seen_by=OPERATOR)}
        assert now_known == account.counted(day, NOW + timedelta(days=1))
        then = members_on(organisation=cast.union, on=day, seen_by=OPERATOR, known_on=moment)
        assert {getattr(row, "membership_id", row.pk) for row in then} == account.counted(day, moment)
        assert _figures(cast) == _recount(cast, account)


def _act(cast: Cast, account: Account, act: str, name: str, place: str, one: date, other: date, at: datetime) -> None:
    born = date(1980, 1, 1 + NAMES.index(name))
    rows = Membership.objects.filter(person__last_name=name.split()[0]).order_by("-id")
    last, stays = rows.first(), {row.pk: account.last(row.pk) for row in rows}
    asked = Stay(place, one)
    try:
        if act == "fold":
            fold_deltas()
        elif act == "admit" and last is None:
            account.tell(a_member(getattr(cast, place), name, born, since=one, at=at), asked, at)
        elif act == "admit" and last is not None and not rows.filter(ended_on=None).exists():
            account.tell(_back(cast, last, place, one, at), asked, at)
        elif act == "end" and last is not None and last.is_open and last.registered_on <= one:
            account.tell(ended(last, one, at=at), replace(account.last(last.pk), end=one), at)
        elif act in ("move", "reopen") and last is not None:
            stood = stays.pop(last.pk)
            end = None if act == "reopen" or stood.end is None else max(one, other)
            asked = replace(stood, begin=min(one, other), end=end)
            account.tell(_corrected(last, name, born, asked, at), asked, at)
    except OnRecordElsewhere:
        assert any(asked.counts_on(day) and stay.counts_on(day) for stay in stays.values() for day in MONTH)


def _back(cast: Cast, last: Membership, place: str, since: date, at: datetime) -> Membership:
    return readmit_member(
        actor=OPERATOR,
        person_id=last.person_id,
        organisation=getattr(cast, place),
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=since,
        at=at,
    )


def _corrected(last: Membership, name: str, born: date, stay: Stay, at: datetime) -> Membership:
    reason = "" if stay.end is None else "own_wish"
    return correct_member(
        actor=OPERATOR,
        membership_id=last.pk,
        expected=versions(last),
        person=person(name, born),
        dates=dates_of(last, registered_on=stay.begin, ended_on=stay.end, end_reason=reason),
        reason="Опечатка",
        on=TODAY,
        at=at,
    )


def _figures(cast: Cast) -> dict[int, int]:
    return figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in cast.everything()])


def _recount(cast: Cast, account: Account) -> dict[int, int]:
    stays = [account.last(id_) for id_ in account.known]
    open_chains = [getattr(cast, stay.place).chain_ids for stay in stays if stay.end is None]
    return {row.pk: sum(row.pk in chain for chain in open_chains) for row in cast.everything()}
