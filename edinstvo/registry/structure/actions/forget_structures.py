"""Forget the files, raw cells and contacts of lists of organisations once they can no longer be undone."""

from datetime import date

from django.db.models import QuerySet

from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.foundation.retention.kinds import Portion, beginning_of
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.models import StructurePlan, StructureRow

_CONTACTS = ("phone", "email", "address")
_BATCH = 2000


def old_structures(before: date) -> QuerySet[StructurePlan]:
    """The lists with a file that were committed, or else brought, before the day; none that is just being read."""
    day = beginning_of(before)
    old = StructurePlan.objects.filter(committed_at__lt=day) | StructurePlan.objects.filter(
        committed_at__isnull=True, brought_at__lt=day
    )
    return old.filter(file__isnull=False).exclude(state=State.READING)


def forget_structures(portion: Portion) -> int:
    """Forget those of the portion and return how many; one that nobody committed is laid aside."""
    plans = list(old_structures(portion.before).filter(pk__in=portion.ids).select_for_update(of=("self",)))
    for plan in plans:
        if plan.state == State.PLANNED:
            plan.state = State.DROPPED
            plan.save(update_fields=["state"])
        _empty_rows(plan)
    return forget_files(of=StructurePlan.objects.filter(pk__in=[plan.pk for plan in plans]))


def _empty_rows(plan: StructurePlan) -> None:
    rows = list(StructureRow.objects.filter(plan=plan).only("said", "changes", "problems", "raw"))
    for row in rows:
        row.raw = []
        row.said = {**row.said, **{name: "" for name in _CONTACTS if name in row.said}}
        row.changes = {name: change for name, change in row.changes.items() if name not in _CONTACTS}
        row.problems = [_quoting_nothing(problem) for problem in row.problems]
    StructureRow.objects.bulk_update(rows, ["raw", "said", "changes", "problems"], batch_size=_BATCH)


def _quoting_nothing(problem: dict[str, object]) -> dict[str, object]:
    """A remark on a contact without what it quotes."""
    params = problem.get("params")
    if problem.get("field") not in _CONTACTS or not isinstance(params, dict):
        return problem
    return {**problem, "params": dict.fromkeys(params, "…")}
