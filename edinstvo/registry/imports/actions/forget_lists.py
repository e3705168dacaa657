"""Forget what people brought once it can no longer be undone: the file, the raw cells, the identifiers nobody keeps."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.imports.models import ImportPlan, PlanRow, State


def forget_lists(*, at: datetime) -> int:
    """Forget every list older than UNDONE_WITHIN and return how many; what a row did and its remarks stay.

    A list that nobody committed by then is laid aside. Personal data are kept no longer than their purpose lasts
    (152-ФЗ, art. 5).
    """
    old = Q(committed_at__lt=at - UNDONE_WITHIN) | Q(committed_at__isnull=True, brought_at__lt=at - UNDONE_WITHIN)
    forgotten = 0
    for plan in ImportPlan.objects.filter(old, file__isnull=False).exclude(state=State.READING):
        with transaction.atomic():
            file, plan.file = plan.file, None
            if plan.state == State.PLANNED:
                plan.state = State.DROPPED
            plan.sheets = [{**sheet, "samples": []} for sheet in plan.sheets]
            plan.save(update_fields=["file", "state", "sheets"])
            PlanRow.objects.filter(plan=plan).update(raw=[], snils="", inn="")
            if file is not None:
                forget_file(file=file)
        forgotten += 1
    return forgotten
