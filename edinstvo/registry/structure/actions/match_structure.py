"""Say of each row of a plan which organisation it means, and count what the list would do."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.queries.meanings import DECIDED, decided

_PIECE = 1_000


def match_structure(*, plan: StructurePlan, rows: Sequence[StructureRow], on: date) -> None:
    """Write the meanings into the rows, those not stored yet as well, and the counts into the plan, which is not saved.

    A row that is asked about, or left out, is a problem to be looked at.
    """
    changed = []
    meanings = decided(head=plan.organisation, rows=rows, since=plan.founded_on, on=on)
    for row, now in zip(rows, meanings, strict=True):
        if any(getattr(row, name) != value for name, value in now.items()) or row.pk is None:
            for name, value in now.items():
                setattr(row, name, value)
            row.has_problems = bool(row.problems or row.question)
            changed.append(row)
    StructureRow.objects.bulk_create([row for row in changed if row.pk is None], batch_size=_PIECE)
    StructureRow.objects.bulk_update(
        [row for row in changed if row.pk is not None and not row._state.adding],
        [*DECIDED, "has_problems"],
        batch_size=_PIECE,
    )
    found = Counter(row.action for row in rows)
    plan.counts = {action.value: found[action.value] for action in Action}
    plan.counts["problems"] = sum(row.has_problems for row in rows)
