"""What several acts do with the facts of a suspension: refuse days, let them follow an end, copy what goes on."""

from collections.abc import Iterable
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.registry.members.models import Membership, Suspension
from edinstvo.registry.members.rules.people import stays_overlap
from edinstvo.registry.members.rules.seniority import months_later
from edinstvo.registry.organisations.actions.state_fact import state_again

# The longest absences there are (an elected office, a contract with the army) last five years, and a leave with a
# child three. What lasts longer is said anew.
LONGEST_YEARS = 5
TOLD = ("valid_from", "valid_until", "expected_until", "reason", "decision", "end_decision")


class SuspensionDayDoesNotFit(Exception):
    """The day lies ahead, or outside the time on record, or inside another suspension, or before the first one.

    `field` is which of the days.
    """

    def __init__(self, *, field: str) -> None:
        super().__init__(field)
        self.field = field


class ExpectedTooLate(Exception):
    """Nobody is away for so long: at most until `latest` (LONGEST_YEARS after it began, or after today)."""

    field = "expected_until"

    def __init__(self, *, latest: date) -> None:
        super().__init__(f"at the latest {latest}")
        self.latest = latest


def refuse_days(
    *, stays: Iterable[Membership], begin: date, end: date | None, expected: date | None, on: date, besides: int = 0
) -> None:
    """Raise SuspensionDayDoesNotFit, ExpectedTooLate.

    `stays` are all of the person, locked, `besides` is a fact to leave out.
    """
    stays = list(stays)
    if begin > on or not any(row.registered_on <= begin < (row.ended_on or date.max) for row in stays):
        raise SuspensionDayDoesNotFit(field="valid_from")
    if end is not None and not begin < end <= on:
        raise SuspensionDayDoesNotFit(field="valid_until")
    if end is None and not any(row.is_open for row in stays):
        raise SuspensionDayDoesNotFit(field="valid_until")
    if expected is not None and expected <= begin:
        raise SuspensionDayDoesNotFit(field="expected_until")
    latest = months_later(max(begin, on), 12 * LONGEST_YEARS)
    if expected is not None and expected > latest:
        raise ExpectedTooLate(latest=latest)
    known = Suspension.objects.filter(Suspension.KNOWN, person_id=stays[0].person_id).exclude(pk=besides)
    if any(stays_overlap(begin, end, one.valid_from, one.valid_until) for one in known):
        raise SuspensionDayDoesNotFit(field="valid_from")


def follow_end(*, stay: Membership, at: datetime) -> None:
    """Let what is known agree with the stay, which was ended, or whose end was moved or taken back.

    The person is locked. What goes on ends with the membership; what had ended with this stay has its day, or goes on
    again.
    """
    known = Suspension.objects.filter(Suspension.KNOWN, person_id=stay.person_id)
    with_it = known.filter(ended_with_id=stay.pk).first()
    if stay.ended_on is None:
        if with_it is not None:
            state_again(fact=with_it, at=at, valid_until=None, ended_with_id=None)
    elif with_it is not None:
        _end_with(with_it, stay, stay.ended_on, at)
    elif not Membership.objects.filter(Membership.OPEN, person_id=stay.person_id).exists():
        fact = known.filter(valid_until=None).first()
        if fact is not None:
            _end_with(fact, stay, stay.ended_on, at)
    copy_suspension(person_id=stay.person_id)


def copy_suspension(*, person_id: int) -> None:
    """Copy what goes on onto the open membership of the person; onto no other."""
    Membership.objects.filter(Membership.OPEN, person_id=person_id).update(**what_goes_on(person_id=person_id))


def what_goes_on(*, person_id: int) -> dict[str, date | None]:
    """The two columns of an open membership that say whether it is suspended."""
    fact = Suspension.objects.filter(Suspension.GOES_ON, person_id=person_id).first()
    return {
        "suspended_on": fact.valid_from if fact else None,
        "resumes_on": fact.expected_until if fact else None,
    }


def enter(
    *,
    actor: Actor,
    verb: str,
    stay: Membership,
    before: Suspension | None,
    after: Suspension | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Enter the act in the journal; `before` and `after` are facts, or None where there was none."""
    was, became = ({name: getattr(fact, name, None) for name in TOLD} for fact in (before, after))
    old, new = changes(was, became)
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="person", id=stay.person_id, name=stay.person.full_name),
        at_place=stay,
        at=at,
        before={_IN_JOURNAL[name]: value for name, value in old.items() if value},
        after={_IN_JOURNAL[name]: value for name, value in new.items() if value},
        reason=reason,
    )


# As the journal calls them: it has words for each name, and "reason" is what an act rests on.
_IN_JOURNAL = {
    "valid_from": "suspended_on",
    "valid_until": "resumed_on",
    "expected_until": "resumes_on",
    "reason": "suspension_reason",
    "decision": "suspension_decision",
    "end_decision": "resumption_decision",
}


def _end_with(fact: Suspension, stay: Membership, ended_on: date, at: datetime) -> None:
    day = max(ended_on, fact.valid_from)
    if (fact.valid_until, fact.ended_with_id) != (day, stay.pk):
        state_again(fact=fact, at=at, valid_until=day, ended_with_id=stay.pk)
