"""What has happened to members: past tense, frozen, ids only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MemberAdmitted:
    """Somebody was taken on the record of an organisation."""

    membership_id: int
    registered_on: date


@dataclass(frozen=True)
class MembershipEnded:
    """Somebody left the record of an organisation."""

    membership_id: int
    ended_on: date
    reason: str
