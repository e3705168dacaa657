"""The rows of a plan as what the organisations' own acts take."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from edinstvo.registry.organisations.actions.loaded_rows import NameRow, OrganisationRow
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    Organisation,
    OrganisationInstitution,
    Workforce,
)
from edinstvo.registry.organisations.queries.contacts import contacts_of
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.rules.changes import Standing
from edinstvo.registry.structure.rules.days import holds_since
from edinstvo.registry.structure.rules.naming import short

_LONGEST_DECISION = 200


class Founding:
    """The new organisations of a plan: under whom and since when each stands."""

    def __init__(self, *, plan: StructurePlan, head: Organisation, rows: Sequence[StructureRow]) -> None:
        self.decision = (plan.decision or plan.file_name)[:_LONGEST_DECISION]
        self._head, self._wished, self._rows = head, plan.founded_on, rows
        known = [row.organisation_id for row in rows if row.organisation_id is not None]
        founded = Organisation.objects.filter(pk__in=[head.pk, *known]).values_list("pk", "founded_on")
        self._founded: dict[int, date] = dict(founded)
        self._by_position = {row.position: row for row in rows}
        self._since: dict[int, date] = {}

    def rows(self) -> list[OrganisationRow]:
        """As `load_organisations` takes them, each by its position."""
        return [self._row(row) for row in self._rows if row.action == Action.NEW]

    def since(self, row: StructureRow) -> date:
        """Since when the organisation stands that a row means."""
        return self._since[row.position] if row.action == Action.NEW else self._founded[row.organisation_id or 0]

    def _row(self, row: StructureRow) -> OrganisationRow:
        above = self._by_position[row.parent] if row.parent else None
        parent: str | int = self._head.pk
        if above is not None:
            parent = str(above.position) if above.action == Action.NEW else above.organisation_id or 0
        since = self._since[above.position] if isinstance(parent, str) and above else self._founded[int(parent)]
        self._since[row.position] = max(self._wished, since)
        named = NameRow(on=self._since[row.position], name=row.name, short_name=short(row.name), decision=self.decision)
        return OrganisationRow(key=str(row.position), parent=parent, type=row.type, names=(named,))


def facts_of(rows: Sequence[StructureRow], founding: Founding, *, on: date, at: datetime) -> list[DatedFact]:
    """What the list says of the new organisations, and of those it updates; these have their ids by now."""
    by_day: dict[date, list[StructureRow]] = {}
    for row in rows:
        if row.action in (Action.NEW, Action.UPDATE):
            by_day.setdefault(holds_since(row.as_of, founded_on=founding.since(row), on=on), []).append(row)
    facts: list[DatedFact] = []
    for day, told in by_day.items():
        known = contacts_of(ids=[row.organisation_id for row in told if row.organisation_id], on=day)
        facts.extend(fact for row in told for fact in _facts(row, known, founding, day=day, on=on, at=at))
    return facts


def _facts(
    row: StructureRow, known: dict[int, Contact], founding: Founding, *, day: date, on: date, at: datetime
) -> Iterator[DatedFact]:
    """Whom to write to and how many are there holds since `day`; of what kind a new one is, since it stands."""
    is_new, said, told = row.action == Action.NEW, row.said, row.changes
    fact: dict[str, Any] = {
        "organisation_id": row.organisation_id,
        "valid_from": day,
        "known_since": at,
        "decision": founding.decision,
    }
    contact = _contact(row, known.get(row.organisation_id or 0))
    if any(contact.values()) and (is_new or any(name in told for name in ("chair", "phone", "email", "address"))):
        yield Contact(**fact, **contact)
    if said["institution"] if is_new else "institution" in told:
        since = founding.since(row) if is_new else max(on, founding.since(row))
        yield OrganisationInstitution(**fact | {"valid_from": since}, institution=said["institution"])
    if said["workforce"] and (is_new or "workforce" in told):
        yield Workforce(**fact, **dict(zip(("workers", "students"), said["workforce"], strict=True)))
    if said["declared"] and (is_new or "declared" in told):
        yield DeclaredHeads(**fact, **dict(zip(("workers", "students", "retired"), said["declared"], strict=True)))


def _contact(row: StructureRow, known: Contact | None) -> dict[str, str]:
    """What is known, with what the list says otherwise; a name is replaced as a whole."""
    contact = {name: getattr(known, name) if known else "" for name in Standing.CONTACT}
    told = Standing.CONTACT if row.action == Action.NEW else tuple(name for name in row.changes if name in contact)
    contact |= {name: row.said[name] for name in told}
    if "chair" in row.changes:
        contact |= {name: row.said[name] for name in Standing.CONTACT[:3]}
    return contact
