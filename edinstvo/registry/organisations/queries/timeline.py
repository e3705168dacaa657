"""What is known to have happened to an organisation, and what was taken for true before it was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, TextChoices, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from edinstvo.registry.organisations.models import (
    DatedFact,
    Institution,
    Organisation,
    OrganisationType,
)

# What each kind of fact begins with on the first day is told by the founding; only a correction of it is told apart.
_OF_THE_FOUNDING = ("renamed", "moved", "type")
_COLUMNS = ("valid_from", "known_since", "known_until", "decision", "pk")
_CONTACT = Concat(
    *("chair_last_name", Value(" "), "chair_first_name", Value(" "), "chair_middle_name"),
    *(Value("\n"), "phone", Value("\n"), "email", Value("\n"), "address"),
    output_field=CharField(),
)
_LABELS: dict[str, type[TextChoices]] = {"type": OrganisationType, "institution": Institution}


@dataclass(frozen=True)
class Correction:
    """What was taken for true until the moment `known_until`; `last_on` is the last day that ended so, if any did."""

    name: str
    known_until: datetime
    last_on: date | None
    heads: tuple[int, ...] = ()


@dataclass(frozen=True)
class Happening:
    """A line of an organisation's history, told by its day and `kind`.

    "founded", "renamed", "moved", "type" and "institution" have the `name` that holds from then on and the
    `former_name`, "contact" the chair, the telephone, the e-mail and the address in four lines; "workforce" and
    "declared" have `heads`: workers, students, and of the declared also pensioners. Of "closed" and of what was taken
    back (`is_undone`) the last correction says until when it was believed. `is_last`: nothing known of its kind is
    later. `is_act`: more than what the founding began with. `of`: the kind of the facts, `fact_id` the one known.
    """

    kind: str
    on: date
    decision: str
    known_since: datetime
    name: str = ""
    former_name: str = ""
    heads: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    is_undone: bool = False
    is_last: bool = False
    is_act: bool = False
    of: str = ""
    fact_id: int = 0

    @property
    def total(self) -> int:
        """All the heads together."""
        return sum(self.heads)


@dataclass(frozen=True)
class _Fact:
    """A row of any of the tables of facts."""

    kind: str
    valid_from: date
    known_since: datetime
    known_until: datetime | None
    decision: str
    pk: int
    said_first: int
    text: str | None
    heads: tuple[int, ...]


def timeline_of(organisation: Organisation) -> list[Happening]:
    """Everything that is known to have happened to the organisation, the latest first; one query."""
    facts = sorted(_facts(organisation), key=lambda fact: (fact.kind, fact.valid_from, fact.known_since, fact.pk))
    told = [
        happening
        for kind, of_the_kind in groupby(facts, key=lambda fact: fact.kind)
        for happening in _told(kind, list(of_the_kind), organisation.founded_on)
    ]
    order = ("founded", "renamed", "type", "moved", "institution", "contact", "workforce", "declared", "closed")
    return sorted(told, key=lambda line: (line.on, order.index(line.kind)), reverse=True)


def _facts(organisation: Organisation) -> Iterator[_Fact]:
    names = _rows(organisation.names.all(), "renamed", "name")
    rows = names.union(
        _rows(organisation.parents.all(), "moved", "parent__short_name"),
        _rows(organisation.kinds.all(), "type", "type"),
        _rows(organisation.institutions.all(), "institution", "institution"),
        _rows(organisation.contacts.all(), "contact", _CONTACT),
        _rows(organisation.workforces.all(), "workforce", "", "workers", "students"),
        _rows(organisation.declared_heads.all(), "declared", "", "workers", "students", "retired"),
        _rows(organisation.statuses.filter(status="closed"), "closed", ""),
        all=True,
    )
    for kind, day, since, until, decision, pk, first, text, *heads in rows:
        numbers = tuple(n for n in heads if n is not None)
        yield _Fact(kind, day, since, until, decision, pk, first, text, numbers)


def _rows(
    facts: QuerySet[DatedFact], kind: str, text: str | Combinable, *heads: str
) -> QuerySet[DatedFact, tuple[Any, ...]]:
    """The facts as rows alike: a kind, the columns of every fact, which it goes back to, a text, three numbers."""
    none = Cast(Value(None), IntegerField())
    numbers = [F(name) for name in heads] + [none] * (3 - len(heads))
    return facts.annotate(
        of_kind=Value(kind, output_field=CharField()),
        said_first=Coalesce("restates", "pk"),
        said=(F(text) if isinstance(text, str) else text) if text else Value("", output_field=CharField()),
        **{f"n{place}": number for place, number in enumerate(numbers)},
    ).values_list("of_kind", *_COLUMNS, "said_first", "said", "n0", "n1", "n2")


def _told(kind: str, facts: list[_Fact], founded_on: date) -> list[Happening]:
    """The happenings of one kind in the order of days, each with what was taken for true of its day before."""
    told: list[Happening] = []
    former = ""
    last_known = max((fact.valid_from for fact in facts if fact.known_until is None), default=None)
    for day, of_the_day in groupby(facts, key=lambda fact: fact.valid_from):
        *corrected, fact = sorted(of_the_day, key=lambda fact: (fact.known_until is None, fact.known_since))
        is_undone = fact.known_until is not None
        told.append(
            Happening(
                kind=kind,
                on=day,
                decision=fact.decision,
                known_since=fact.known_since,
                name=_name(fact),
                former_name=former,
                heads=fact.heads,
                corrections=tuple(_corrections([*corrected, fact])),
                is_undone=is_undone,
                is_last=day == last_known,
                is_act=not (kind in _OF_THE_FOUNDING and day == founded_on and _is_first(fact, corrected)),
                of=kind,
                fact_id=fact.pk,
            )
        )
        former = former if is_undone else told[-1].name
    return list(_from_the_founding(kind, told, founded_on))


def _is_first(fact: _Fact, corrected: list[_Fact]) -> bool:
    """Whether it goes back to what was said first of its day."""
    return fact.said_first == min(one.pk for one in (*corrected, fact))


def _from_the_founding(kind: str, told: list[Happening], founded_on: date) -> Iterator[Happening]:
    """The first name is the founding; of the other first facts only corrected ones are worth a line."""
    for line in told:
        is_first = kind in _OF_THE_FOUNDING and line.on == founded_on
        if is_first and kind == "renamed":
            yield Happening(**{**vars(line), "kind": "founded"})
        elif not is_first or line.corrections:
            yield line


def _name(fact: _Fact) -> str:
    labels = _LABELS.get(fact.kind)
    if labels and fact.text:
        return str(labels(fact.text).label)
    return "\n".join(" ".join(line.split()) for line in (fact.text or "").split("\n"))


def _corrections(facts: list[_Fact]) -> Iterator[Correction]:
    for fact in facts:
        if fact.known_until is not None:
            last_on = timezone.localdate(fact.known_until) - timedelta(days=1)
            was_known = last_on >= timezone.localdate(fact.known_since)
            yield Correction(_name(fact), fact.known_until, last_on if was_known else None, fact.heads)
