"""Remove what is kept no longer, kind by kind, in portions: each is whole, and a run that was killed goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.retention.actions.set_period import told
from edinstvo.foundation.retention.kinds import Kind, Portion
from edinstvo.foundation.retention.models import RetentionRun
from edinstvo.foundation.retention.permissions import require_setting
from edinstvo.foundation.retention.queries import Standing, standings

# Told after each portion: the code of the kind, how many are done.
Report: TypeAlias = Callable[[str, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one kind: how many rows were minimised by this run."""

    standing: Standing
    done: int


def minimise(*, actor: Actor, codes: list[str] | None, on: date, at: datetime, report: Report) -> list[Outcome]:
    """Minimise the kinds of these codes (None: all), as far as they are on; one entry of the journal for each kind
    of which anything was due.

    Not to be called inside a transaction: each portion is committed by itself. Two runs at once share the work.
    Raises PowerMissing.
    """
    require_setting(actor)
    wanted = [one for one in standings(on=on) if codes is None or one.kind.code in codes]
    return [Outcome(one, _minimise_kind(actor, one, at, report) if one.is_on else 0) for one in wanted]


def _minimise_kind(actor: Actor, one: Standing, at: datetime, report: Report) -> int:
    """Walk through what is due by id: a row that could not be done waits for the next run, and stops no other."""
    last, mine, before = 0, 0, one.before
    while before is not None and (ids := _next_ids(one.kind, before, last)):
        with transaction.atomic(durable=True):
            run = _held_run(one.kind, before, at)
            done = one.kind.minimise(Portion(ids=ids, before=run.before, at=at, actor=actor))
            run.done += done
            run.save(update_fields=["done"])
        last, mine = ids[-1], mine + done
        report(one.kind.code, mine)
    _finish(actor, one, at)
    return mine


def _next_ids(kind: Kind, before: date, last: int) -> list[Any]:
    rows = kind.due(before).filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: kind.portion])


def _held_run(kind: Kind, before: date, at: datetime) -> RetentionRun:
    """The run of the kind that is not finished, else a new one; locked, so that portions follow each other.

    One that was killed on an earlier day goes on with the day of today.
    """
    run = None
    while run is None:
        new = RetentionRun(kind=kind.code, before=before, started_at=at)
        RetentionRun.objects.bulk_create([new], ignore_conflicts=True)
        # Another one that shared it may have finished it in this very moment: then ours begins.
        run = RetentionRun.objects.select_for_update().filter(kind=kind.code, finished_at=None).first()
    if run.before != before:
        run.before = before
        run.save(update_fields=["before"])
    return run


def _finish(actor: Actor, one: Standing, at: datetime) -> None:
    with transaction.atomic():
        run = RetentionRun.objects.select_for_update().filter(kind=one.kind.code, finished_at=None).first()
        if run is None:
            return
        run.finished_at = at
        run.save(update_fields=["finished_at"])
        if not run.done:
            return
        write_entry(
            actor=actor,
            verb="retention_minimised",
            about=About(type="retention", id=run.pk, name=str(one.kind.name)),
            at_place=None,
            at=at,
            after={**told(one.period), "counted_before": run.before.isoformat(), "done": run.done},
        )
