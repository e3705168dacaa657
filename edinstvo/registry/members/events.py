"""What happens to members, told to the slices that stand on them (`foundation/events.py`)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MemberAdmitted:
    """Somebody is on the record of an organisation from a day on: new, back again, or arrived from another one."""

    person_id: int
    registered_on: date


@dataclass(frozen=True)
class MembershipEnded:
    """Somebody is on record no more from a day on. Not told of a transfer, which tells of the arrival instead."""

    person_id: int
    ended_on: date


@dataclass(frozen=True)
class MembershipSuspended:
    """A member stays on record and pays no dues from a day on."""

    person_id: int
    suspended_on: date


@dataclass(frozen=True)
class MembershipResumed:
    """A member who was suspended is so no more from a day on."""

    person_id: int
    resumed_on: date


@dataclass(frozen=True)
class PeopleMerged:
    """Two rows were one person: what belonged to the other is the kept one's by now."""

    kept_id: int
    other_id: int


@dataclass(frozen=True)
class PeopleSplit:
    """A merge was taken back: the other is there again, and with them what had followed."""

    kept_id: int
    other_id: int


@dataclass(frozen=True)
class ValuesRemoved:
    """Of these former members the values of these names (`rules.CONTACTS`, `PARTICULARS`) are kept no longer."""

    person_ids: tuple[int, ...]
    names: tuple[str, ...]
