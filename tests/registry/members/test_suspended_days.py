"""However somebody is suspended, resumed, transferred, ended: each day, as known at each moment, equals a recount."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.resume_membership import NotSuspended
from edinstvo.registry.members.actions.state_suspension import SuspensionDayDoesNotFit
from edinstvo.registry.members.actions.suspend_membership import SuspendedAlready
from edinstvo.registry.members.models import Membership, Suspension
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.suspensions import suspended_on
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.members.people import a_member, dates_of, ended, person, versions
from tests.registry.members.suspending import copies, resumed, suspended, taken_back
from tests.registry.members.transfers import asked

FIRST = date(2026, 11, 1)
MONTH = [FIRST + timedelta(days=day) for day in range(24)]
DAYS = st.dates(FIRST, TODAY)
ACTS = st.tuples(
    st.sampled_from(["suspend", "resume", "transfer", "end", "move the end", "reopen", "return", "take back"]), DAYS
)


@dataclass(frozen=True)
class Away:
    """Suspended from a day on; `stay` is the number of the stay whose end ended it."""

    begin: date
    end: date | None = None
    stay: int | None = None

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)


@dataclass
class Account:
    """The register once more: the stays of one person, and what was known of suspensions from which moment on."""

    stays: list[tuple[date, date | None]] = field(default_factory=lambda: [(FIRST, None)])
    away: dict[int, Away] = field(default_factory=dict)
    told: list[tuple[datetime, list[Away]]] = field(default_factory=list)

    def tell(self, at: datetime) -> None:
        self.told.append((at, list(self.away.values())))

    def going_on(self) -> int | None:
        return next((number for number, one in self.away.items() if one.end is None), None)

    def end(self, day: date | None) -> None:
        """The last stay ends, ends on another day, or goes on again."""
        last = len(self.stays) - 1
        self.stays[last] = (self.stays[last][0], day)
        ending = next((number for number, one in self.away.items() if one.stay == last), None)
        number = self.going_on() if ending is None else ending
        if number is not None:
            one = self.away[number]
            until = None if day is None else max(day, one.begin)
            self.away[number] = replace(one, end=until, stay=None if day is None else last)

    def is_on_record(self, day: date) -> bool:
        return any(begin <= day and (end is None or day < end) for begin, end in self.stays)

    def is_suspended(self, day: date, moment: datetime) -> bool:
        known = [away for at, away in self.told if at <= moment]
        return self.is_on_record(day) and bool(known) and any(one.covers(day) for one in known[-1])


class TestSuspendedDays(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(acts=st.lists(ACTS, max_size=10), after=st.integers(0, 10))
    def test_equal_a_recount(self, acts: list[tuple[str, date]], after: int) -> None:
        cast, account = a_union(), Account()
        a_member(cast.berezovka, since=FIRST)
        for minute, (act, day) in enumerate(acts, start=1):
            at = NOW + timedelta(minutes=minute)
            _act(cast, account, act, day, at)
            account.tell(at)
        person_id, last = Membership.objects.earliest("pk").person_id, NOW + timedelta(days=1)
        moment = NOW + timedelta(minutes=after)
        for day in MONTH:
            is_so = account.is_suspended(day, last)
            assert (suspended_on(person_id=person_id, on=day) is not None) is is_so
            then = suspended_on(person_id=person_id, on=day, known_on=moment)
            assert (then is not None) is account.is_suspended(day, moment)
            listed = filtered(filters=Filters(as_of=day, suspended="now"), on=TODAY, seen_by=OPERATOR)
            assert listed.count() == is_so
            others = filtered(filters=Filters(as_of=day, suspended="not"), on=TODAY, seen_by=OPERATOR)
            assert others.count() == (account.is_on_record(day) and not is_so)
        going_on = account.going_on()
        for stay in Membership.objects.all():
            assert copies(stay)[0] == (account.away[going_on].begin if stay.is_open and going_on is not None else None)


def _act(cast: Cast, account: Account, act: str, day: date, at: datetime) -> None:
    stay = Membership.objects.order_by("registered_on", "pk").last()
    assert stay is not None
    begin, end = account.stays[-1]
    if act == "suspend" and end is None:
        try:
            suspended(stay, day, at=at)
            account.away[len(account.told)] = Away(day)
        except SuspendedAlready:
            assert account.going_on() is not None
        except SuspensionDayDoesNotFit:
            overlaps = any(one.covers(other) for one in account.away.values() for other in MONTH if other >= day)
            assert overlaps or not account.is_on_record(day)
    elif act == "resume" and end is None:
        number = account.going_on()
        try:
            resumed(stay, day, at=at)
        except NotSuspended:
            assert number is None
        except SuspensionDayDoesNotFit:
            assert number is not None
            assert day <= account.away[number].begin
        else:
            assert number is not None
            account.away[number] = replace(account.away[number], end=day)
    elif act == "take back" and Suspension.objects.filter(Suspension.KNOWN).exists():
        fact = Suspension.objects.filter(Suspension.KNOWN).order_by("valid_from", "pk")[0]
        first = min(account.away, key=lambda number: (account.away[number].begin, account.away[number].end or TODAY))
        if sum(one.begin == fact.valid_from for one in account.away.values()) == 1:
            taken_back(fact, at=at)
            del account.away[first]
    elif act == "transfer" and end is None and day > begin:
        _transferred(stay, cast, day)
        account.stays[-1] = (begin, day)
        account.stays.append((day, None))
    elif act == "end" and end is None and day >= begin:
        ended(stay, day, at=at)
        account.end(day)
    elif act in ("move the end", "reopen") and end is not None and day >= begin:
        other = day if act == "move the end" else None
        if other != end:
            _other_end(stay, other, at)
            account.end(other)
    elif act == "return" and end is not None and day >= end:
        a_member(cast.lyceum, since=day, at=at)
        account.stays.append((day, None))


def _transferred(stay: Membership, cast: Cast, day: date) -> None:
    """A transfer done at once, to whichever of two schools the member is not in."""
    asked(stay, cast.lyceum if stay.organisation_id != cast.lyceum.pk else cast.college, moves_on=day)


def _other_end(stay: Membership, day: date | None, at: datetime) -> None:
    correct_member(
        actor=OPERATOR,
        membership_id=stay.pk,
        expected=versions(stay),
        person=person(),
        dates=dates_of(stay, ended_on=day, end_reason="own_wish" if day else ""),
        reason="Описка",
        on=TODAY,
        at=at,
    )
