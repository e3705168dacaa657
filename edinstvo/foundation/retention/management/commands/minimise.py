"""`edinstvo minimise [--dry-run] [--kind K] [--json]`: remove what is kept no longer, or only say what is due."""

import getpass
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.actions.minimise import minimise
from edinstvo.foundation.retention.kinds import UnknownKind, kind_of
from edinstvo.foundation.retention.models import RetentionDecision
from edinstvo.foundation.retention.queries import Standing, counts_due, standing_decision, standings


class Command(BaseCommand):
    """Says of each kind what is due, and unless told otherwise removes it where the periods are confirmed."""

    help = (
        "Remove what is kept no longer, by the table of retention periods "
        "(удалить то, чей срок хранения прошёл, по таблице сроков)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The contract that other programs use."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")
        parser.add_argument("--kind", action="append", metavar="KIND", help="only this kind; may be repeated")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
        parser.add_argument("--operator", default=getpass.getuser(), help="who acts, for the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit status 1 for a kind that nobody declared."""
        actor = Actor.operator(name=options["operator"], command="minimise")
        on, codes = timezone.localdate(), options["kind"]
        for code in codes or []:
            _refuse_unknown(code)
        table = [one for one in standings(on=on) if codes is None or one.kind.code in codes]
        due, done = counts_due(table, seen_by=actor), {}
        if not options["dry_run"]:
            outcomes = minimise(actor=actor, codes=codes, on=on, at=timezone.now(), report=self._report)
            done = {one.standing.kind.code: one.done for one in outcomes}
        rows = [_as_json(one, due=due.get(one.kind.code, 0), done=done.get(one.kind.code, 0)) for one in table]
        if options["json"]:
            self.stdout.write(json.dumps({**_head(on.isoformat(), options["dry_run"]), "kinds": rows}))
        else:
            self._say(rows)

    def _report(self, kind: str, done: int) -> None:
        self.stderr.write(f"{kind}: {done}")

    def _say(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            state = "" if row["is_confirmed"] else " (waits for a decision)"
            self.stdout.write(f"{row['kind']}: {row['period']}, due {row['due']}, removed {row['done']}{state}")


def _refuse_unknown(code: str) -> None:
    try:
        kind_of(code)
    except UnknownKind:
        raise CommandError(f"There is no kind {code}. `edinstvo minimise --dry-run` names them all.") from None


def _head(on: str, is_dry: bool) -> dict[str, Any]:
    decision = standing_decision()
    return {"error": None, "on": on, "dry_run": is_dry, "decision": _decision(decision) if decision else None}


def _decision(decision: RetentionDecision) -> dict[str, str]:
    return {"date": decision.decided_on.isoformat(), "number": decision.number}


def _as_json(one: Standing, *, due: int, done: int) -> dict[str, Any]:
    return {
        "kind": one.kind.code,
        "period": one.period.code,
        "before": one.before.isoformat() if one.before else None,
        "is_confirmed": one.is_confirmed,
        "due": due,
        "done": done,
    }
