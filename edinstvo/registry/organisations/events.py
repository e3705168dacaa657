"""What happens to organisations, told to the slices that stand on them (`foundation/events.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class OrganisationsClosed:
    """Organisations stand no more: by id, the first day on which each does not."""

    closed_on: Mapping[int, date]


@dataclass(frozen=True)
class OrganisationReopened:
    """A closing never was: that of the day `closed_on`, entered at the moment `closed_at`."""

    organisation_id: int
    closed_on: date
    closed_at: datetime
