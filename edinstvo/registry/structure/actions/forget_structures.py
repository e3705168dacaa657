"""Forget the files and raw cells of lists of organisations once they can no longer be undone."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.models import StructurePlan, StructureRow


def forget_structures(*, at: datetime) -> int:
    """Forget every list older than UNDONE_WITHIN and return how many; one that nobody committed is laid aside."""
    old = Q(committed_at__lt=at - UNDONE_WITHIN) | Q(committed_at__isnull=True, brought_at__lt=at - UNDONE_WITHIN)
    forgotten = 0
    for plan in StructurePlan.objects.filter(old, file__isnull=False).exclude(state=State.READING):
        with transaction.atomic():
            file, plan.file = plan.file, None
            if plan.state == State.PLANNED:
                plan.state = State.DROPPED
            plan.save(update_fields=["file", "state"])
            StructureRow.objects.filter(plan=plan).update(raw=[])
            if file is not None:
                forget_file(file=file)
        forgotten += 1
    return forgotten
