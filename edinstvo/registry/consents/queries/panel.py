"""Everything the panel on a member's page says, in one query: that page has asked nearly all it may."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.models import Channel, ConsentKind, Duty, Kind
from edinstvo.registry.consents.queries.missing import present
from edinstvo.registry.members.models import Membership

_GIVEN = "id given_on withdrawn_on channel paper_number entered_by_name text_id text__number".split()


@dataclass(frozen=True)
class Given:
    """One consent: when, how, to which words, who entered it."""

    id: int
    given_on: date
    withdrawn_on: date | None
    channel: str
    paper_number: str
    entered_by_name: str
    text_id: int
    number: int


@dataclass(frozen=True)
class Line:
    """One kind with what was given and withdrawn, the newest first, and the duty owed for it."""

    code: str
    title: str
    is_required: bool
    duty_id: int | None
    duty: str
    due_on: date | None
    history: list[Given] = field(default_factory=list)

    @property
    def is_given(self) -> bool:
        """Whether one of them goes on."""
        return any(one.withdrawn_on is None for one in self.history)


def lines_of(*, person_id: int, seen_by: Actor) -> tuple[list[Line], bool]:
    """(the kinds in the order of a page, whether the actor keeps the present record); none where it is not theirs."""
    lines: dict[str, Line] = {}
    may_keep = False
    for row in _rows(person_id, seen_by):
        may_keep = row["keeps"]
        line = lines.setdefault(row["code"], _line(row))
        if row["own__id"] is not None:
            line.history.append(_given(row))
    return list(lines.values()), may_keep


def _rows(person_id: int, seen_by: Actor) -> QuerySet[ConsentKind, dict[str, Any]]:
    stay = present(Membership.objects.filter(person_id=person_id))
    owed = Duty.objects.filter(Duty.OWED, person_id=person_id, kind=OuterRef("pk")).order_by("due_on")
    known = Q(consents__person_id=person_id, consents__known_until__isnull=True)
    kinds = ConsentKind.objects.filter(Exists(stay.filter(seen_by.scope(Power.SEE_MEMBERS)))).annotate(
        own=FilteredRelation("consents", condition=known),
        keeps=Exists(stay.filter(seen_by.scope(Power.KEEP_MEMBERS))),
        duty_id=Subquery(owed.values("pk")[:1]),
        duty=Subquery(owed.values("what")[:1]),
        due_on=Subquery(owed.values("due_on")[:1]),
    )
    ordered = kinds.order_by("place", F("own__given_on").desc(nulls_last=True), F("own__id").desc(nulls_last=True))
    told = ("code", "is_required", "keeps", "duty_id", "duty", "due_on")
    return ordered.values(*told, *(f"own__{name}" for name in _GIVEN))


def _line(row: dict[str, Any]) -> Line:
    return Line(
        code=row["code"],
        title=str(Kind(row["code"]).label),
        is_required=row["is_required"],
        duty_id=row["duty_id"],
        duty=row["duty"] or "",
        due_on=row["due_on"],
    )


def _given(row: dict[str, Any]) -> Given:
    values = [row[f"own__{name}"] for name in _GIVEN]
    values[3] = str(Channel(values[3]).label)
    return Given(*values)
