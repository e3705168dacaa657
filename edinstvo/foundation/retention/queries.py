"""The table as it stands on a day, what of each kind is due, and the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.kinds import Kind, Line, kind_of, kinds
from edinstvo.foundation.retention.models import RetentionDecision, RetentionPeriod, RetentionRun
from edinstvo.foundation.retention.rules import Period

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One kind on a day. `said` is the row that the union set, None where the period is the one proposed.
    `before`: what began to count before this day is due, None where nothing ever is. `coming` is a period set for a
    later day, `history` all that was ever set, the latest first. `is_confirmed`: the union's last decision names this
    very period, or the kind does not wait for one.
    """

    kind: Kind
    period: Period
    basis: str
    said: RetentionPeriod | None
    coming: RetentionPeriod | None
    history: tuple[RetentionPeriod, ...]
    before: date | None
    is_confirmed: bool

    @property
    def is_on(self) -> bool:
        """Whether the nightly run removes what is due of it."""
        return self.is_confirmed and self.before is not None


@dataclass(frozen=True)
class Preview:
    """What a run would do now, as far as the actor may see it: how many rows, and the first of them."""

    due: int
    lines: Sequence[Line]


def standing_decision() -> RetentionDecision | None:
    """The union's last decision on the periods."""
    return RetentionDecision.objects.order_by("-id").first()


def standings(*, on: date) -> list[Standing]:
    """All kinds as they stand on the day; two queries."""
    decision = standing_decision()
    confirmed: Mapping[str, str] = decision.periods if decision else {}
    rows: dict[str, list[RetentionPeriod]] = {}
    for row in RetentionPeriod.objects.order_by("valid_from", "id"):
        rows.setdefault(row.kind, []).append(row)
    return [_standing(kind, rows.get(kind.code, []), on, confirmed) for kind in kinds()]


def standing_of(kind: Kind, *, on: date) -> Standing:
    """The one kind as it stands on the day."""
    return next(one for one in standings(on=on) if one.kind is kind)


def period_held(*, code: str, on: date) -> Period:
    """How long the kind is kept on the day; one query. Raises UnknownKind."""
    rows = RetentionPeriod.objects.filter(kind=code, valid_from__lte=on)
    said = rows.order_by("-valid_from", "-id").first()
    return kind_of(code).proposed if said is None else said.period


def periods_named(table: Sequence[Standing]) -> dict[str, str]:
    """{kind: code of its period}: what a decision confirms."""
    return {one.kind.code: one.period.code for one in table if one.kind.waits}


def counts_due(table: Sequence[Standing], *, seen_by: Actor) -> dict[str, int]:
    """How many rows of each kind are due and seen by the actor, by code; one statement."""
    rows = {one.kind.code: one.kind.seen(one.kind.due(one.before), seen_by) for one in table if one.before is not None}
    return _counted(rows) if rows else {}


def preview(one: Standing, *, seen_by: Actor) -> Preview:
    """What a run of the kind would do now."""
    if one.before is None:
        return Preview(0, [])
    rows = one.kind.seen(one.kind.due(one.before), seen_by)
    return Preview(_counted({"due": rows})["due"], one.kind.lines(rows.order_by("pk"), SHOWN))


def last_runs() -> dict[str, RetentionRun]:
    """The last finished run of each kind, by code."""
    rows = RetentionRun.objects.filter(finished_at__isnull=False)
    return {run.kind: run for run in rows.order_by("kind", "-id").distinct("kind")}


def _standing(kind: Kind, rows: Sequence[RetentionPeriod], on: date, confirmed: Mapping[str, str]) -> Standing:
    """`rows` in the order in which they hold."""
    said = next((row for row in reversed(rows) if row.valid_from <= on), None)
    coming = next((row for row in rows if row.valid_from > on), None)
    period = kind.proposed if said is None else said.period
    return Standing(
        kind=kind,
        period=period,
        basis=kind.basis if said is None else said.basis,
        said=said,
        coming=coming,
        history=tuple(reversed(rows)),
        before=period.due_before(on),
        is_confirmed=not kind.waits or confirmed.get(kind.code) == period.code,
    )


def _counted(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    parts: list[str] = []
    values: list[Any] = []
    for one in rows.values():
        try:
            sql, parameters = one.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            sql, parameters = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS due)")  # noqa: S608  # written by the ORM
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return dict(zip(rows, cursor.fetchone() or (), strict=True))
