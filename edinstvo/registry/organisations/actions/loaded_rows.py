"""What a bulk load of organisations is told of each: its names, where it stands and stood, when it was closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class NameRow:
    """What an organisation is called from the day `on`."""

    on: date
    name: str
    short_name: str
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlierParent:
    """Under whom an organisation stood until it was moved on the day `until`; `parent` as in OrganisationRow."""

    parent: str | int
    until: date
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation to be loaded: founded under its first name, called by its last.

    `key` is what other rows call it by; `parent` is the key of an earlier row, or the id of an organisation that
    stands; those it stood under before are `earlier`, the first one first. `closed_on` is the first day it does not
    stand. `seat` and `subjects`: as in `found_organisation`.
    """

    key: str
    parent: str | int
    type: str
    names: tuple[NameRow, ...]
    seat: str = ""
    subjects: tuple[str, ...] = ()
    inpo_external: str = ""
    closed_on: date | None = None
    closing_decision: str = ""
    earlier: tuple[EarlierParent, ...] = ()

    @property
    def parents(self) -> Iterator[tuple[date, str | int, str]]:
        """(from which day, under whom, by which decision), in order."""
        day, decision = self.names[0].on, self.names[0].decision
        for before in self.earlier:
            yield day, before.parent, decision
            day, decision = before.until, before.decision
        yield day, self.parent, decision


@dataclass(frozen=True)
class Standing:
    """Since which day an organisation stood under which, and by which decision."""

    since: date
    under: Organisation
    decision: str


@dataclass(frozen=True)
class Loaded:
    """A row, its organisation as it will stand, and under whom it stood, in order."""

    row: OrganisationRow
    organisation: Organisation
    stood: list[Standing]
