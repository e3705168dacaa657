"""The kinds of what is kept, each declared by the slice that keeps it, in its `retention.py`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.retention.rules import Period

# Removes what is due of a portion (what is not due any more by now it leaves) and returns of how many rows.
Minimise: TypeAlias = Callable[["Portion"], int]


class UnknownKind(Exception):
    """No retention.py declared this kind."""


@dataclass(frozen=True, kw_only=True)
class Portion:
    """Some rows to be minimised in one transaction: due are those that began to count before the day `before`."""

    ids: Collection[int]
    before: date
    at: datetime
    actor: Actor


@dataclass(frozen=True)
class Line:
    """One row of a preview: whose it is, where it is seen, and what would be removed, as (caption, value)."""

    name: str
    url: str = ""
    removed: Sequence[tuple[str | Promise, str]] = ()


def watched_over_the_union(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What lies in no branch is seen by whoever reads the journal of the whole union."""
    return rows if actor.may(Power.READ_JOURNAL, at=WHOLE_UNION) else rows.none()


def seen_by(rule: Callable[[Actor], Q]) -> Callable[[QuerySet[Any], Actor], QuerySet[Any]]:
    """What lies in branches is seen by this rule."""
    return lambda rows, actor: rows.filter(rule(actor))


def seen_with_the_journal(actor: Actor) -> Q:
    """The rule of what tells of acts."""
    return actor.scope(Power.READ_JOURNAL)


def unnamed(_rows: QuerySet[Any], _limit: int) -> list[Line]:
    """Of some things there is nothing to show but their number."""
    return []


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of what is kept.

    `name`, `removed` (what goes), `stays`, `counted_from` (from which day) and `basis` are English source texts in
    words. `proposed` is the period until the union sets another, `shortest` the least it may set. `waits` says whether
    nothing is removed before the union has confirmed the periods; what is technique alone does not wait.

    `due` gives the rows that began to count before a day, `seen` those of them that an actor may see, `lines` the first
    of these for the preview, `minimise` does one portion of at most `portion` rows.
    """

    code: str
    name: str | Promise
    removed: str | Promise
    stays: str | Promise
    counted_from: str | Promise
    basis: str
    proposed: Period
    due: Callable[[date], QuerySet[Any]]
    minimise: Minimise
    shortest: Period = field(default_factory=lambda: Period(days=1))
    waits: bool = True
    shows_people: bool = False
    seen: Callable[[QuerySet[Any], Actor], QuerySet[Any]] = watched_over_the_union
    lines: Callable[[QuerySet[Any], int], list[Line]] = unnamed
    portion: int = 500


@dataclass(frozen=True, kw_only=True)
class RowsKind(Kind):
    """One kind of what technique alone keeps: its rows go as a whole, many at a time, and wait for nobody."""

    minimise: Minimise = field(init=False)
    waits: bool = False
    portion: int = 5000

    def __post_init__(self) -> None:
        object.__setattr__(self, "minimise", deleting(self.due))


_KINDS: dict[str, Kind] = {}
# The first day of the union, before which it decided nothing; told by the slice that knows it.
_FIRST_DAYS: list[Callable[[], date | None]] = []


def declare(kind: Kind) -> Kind:
    """Make a kind known. Raises ValueError where two slices declare one code."""
    if _KINDS.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"two kinds of one code: {kind.code}")
    return kind


def kinds() -> list[Kind]:
    """All kinds: first those that wait for the union, each part in the order of their codes."""
    return sorted(_KINDS.values(), key=lambda kind: (not kind.waits, kind.code))


def kind_of(code: str) -> Kind:
    """The kind of this code. Raises UnknownKind."""
    try:
        return _KINDS[code]
    except KeyError:
        raise UnknownKind(code) from None


def decides_since(tells: Callable[[], date | None]) -> Callable[[], date | None]:
    """Make a function the one that tells the union's first day."""
    if tells not in _FIRST_DAYS:
        _FIRST_DAYS.append(tells)
    return tells


def first_day() -> date | None:
    """The union's first day, None where nobody knows it yet."""
    return min((day for tells in _FIRST_DAYS if (day := tells()) is not None), default=None)


def beginning_of(day: date) -> datetime:
    """The first moment of the day, by the house's own calendar: what happened earlier happened before the day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def deleting(rows: Callable[[date], QuerySet[Any]]) -> Minimise:
    """The act of kinds whose rows go as a whole."""

    def minimise(portion: Portion) -> int:
        found = rows(portion.before).filter(pk__in=portion.ids)
        ids = list(found.select_for_update(of=("self",)).values_list("pk", flat=True))
        found.model._default_manager.filter(pk__in=ids).delete()
        return len(ids)

    return minimise


def older(model: type[Model], *columns: str) -> Callable[[date], QuerySet[Any]]:
    """The rows of which one of these moments lies before a day."""

    def due(before: date) -> QuerySet[Any]:
        passed = Q()
        for column in columns:
            passed |= Q(**{f"{column}__lt": beginning_of(before)})
        return model._default_manager.filter(passed)

    return due
