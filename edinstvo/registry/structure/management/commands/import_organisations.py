"""`edinstvo import-organisations FILE --organisation ИНПО [--dry-run] [--json]`: a committee's list into the tree."""

import getpass
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.organisations.rules import InpoMistyped, read_inpo
from edinstvo.registry.structure.actions.bring_structure import OrganisationTakesNoStructure, bring_structure
from edinstvo.registry.structure.actions.make_structure_plan import make_structure_plan
from edinstvo.registry.structure.actions.request_work import request_work
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.queries.exchange import plan_as_json
from edinstvo.registry.structure.queries.plans import rows_to_commit

_PIECE = 1024 * 1024
_MOST_BYTES = 2**40


class Command(BaseCommand):
    """Reads the list, says what it would do, and unless told otherwise brings it in."""

    help = (
        "Bring a list of organisations into a regional or territorial one "
        "(загрузить структуру: список организаций в региональную или территориальную)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The contract that checks use."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, metavar="ИНПО")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
        parser.add_argument("--since", type=date.fromisoformat, help="since when new organisations stand; today")
        parser.add_argument("--decision", default="", help="what it rests on, for the timelines")
        parser.add_argument("--operator", default=getpass.getuser(), help="who acts, for the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit status 0 for a usable plan, 2 for a file that is no list."""
        actor = Actor.operator(name=options["operator"], command="import-organisations")
        organisation = _organisation(options["organisation"], actor)
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        act = _dry_run if options["dry_run"] else _bring
        try:
            answer = act(actor, organisation, options)
        except OrganisationTakesNoStructure:
            raise CommandError("Lists are brought into regional or territorial organisations that stand.") from None
        except DayNotCome:
            raise CommandError(f"{options['since']} has not come yet.") from None
        self._say(answer, as_json=options["json"])
        if answer["error"]:
            sys.exit(2)

    def _say(self, answer: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        elif answer["error"]:
            self.stdout.write(f"{answer['error']}: nothing was stored.")
        else:
            counts = ", ".join(f"{action}: {count}" for action, count in answer["counts"].items())
            self.stdout.write(f"{'Committed' if answer['committed'] else 'Planned'}. {counts}.")


def _organisation(typed: str, actor: Actor) -> Organisation:
    try:
        return find_organisation(inpo=read_inpo(typed), seen_by=actor)
    except InpoMistyped:
        raise CommandError(f"{typed}: the last digit does not fit; check the number.") from None
    except Organisation.DoesNotExist:
        raise CommandError(f"There is no organisation {typed}.") from None


def _dry_run(actor: Actor, organisation: Organisation, options: dict[str, Any]) -> dict[str, Any]:
    """The whole way to the plan in one transaction that is taken back."""
    on, at = timezone.localdate(), timezone.now()
    with transaction.atomic():
        plan = _brought(actor, organisation, options)
        plan = make_structure_plan(actor=actor, plan_id=plan.pk, on=on, at=at, report=say_nothing)
        answer = plan_as_json(plan=plan)
        file = plan.file
        if file is not None:
            plan.file = None
            plan.save(update_fields=["file"])
            forget_file(file=file)
        plan.delete()
    return answer


def _bring(actor: Actor, organisation: Organisation, options: dict[str, Any]) -> dict[str, Any]:
    """Plan, then commit, each as work that is written down and run here."""
    plan = _brought(actor, organisation, options)
    _run(plan)
    plan.refresh_from_db()
    if plan.state == State.PLANNED and rows_to_commit(plan):
        _run(request_work(actor=actor, plan_id=plan.pk, to=State.COMMITTED, at=timezone.now(), is_inline=True))
        plan.refresh_from_db()
    return plan_as_json(plan=plan)


def _brought(actor: Actor, organisation: Organisation, options: dict[str, Any]) -> StructurePlan:
    at, path = timezone.now(), options["file"]
    file = store_file(actor=actor, name=path.name, chunks=_pieces(path), at=at, most_bytes=_MOST_BYTES)
    return bring_structure(
        actor=actor,
        organisation=organisation,
        file=file,
        founded_on=options["since"] or timezone.localdate(),
        decision=options["decision"],
        at=at,
        is_inline=True,
    )


def _run(plan: StructurePlan) -> None:
    work = run_work(work_id=int(plan.work_id or 0), clock=timezone.now)
    if work.error:
        raise CommandError(work.error_text)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
