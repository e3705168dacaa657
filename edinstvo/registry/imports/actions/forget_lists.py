"""Forget what people brought: the file, the cells as they stood, what the register keeps elsewhere or not at all."""

from datetime import date

from django.db import connection
from django.db.models import QuerySet

from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.foundation.retention.kinds import Portion, beginning_of
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.sql.emptying import EVERYTHING, emptying_sql, emptying_values


def old_lists(before: date) -> QuerySet[ImportPlan]:
    """The lists with a file that were committed, or else brought, before the day; none that is just being read."""
    day = beginning_of(before)
    old = ImportPlan.objects.filter(committed_at__lt=day) | ImportPlan.objects.filter(
        committed_at__isnull=True, brought_at__lt=day
    )
    return old.filter(file__isnull=False).exclude(state=State.READING)


def forget_lists(portion: Portion) -> int:
    """Forget those of the portion and return how many; what a row did, whom it names and its remarks stay.

    A list that nobody committed by then is laid aside. Inside a transaction.
    """
    plans = list(old_lists(portion.before).filter(pk__in=portion.ids).select_for_update(of=("self",)))
    for plan in plans:
        if plan.state == State.PLANNED:
            plan.state = State.DROPPED
        plan.sheets = [{**sheet, "samples": []} for sheet in plan.sheets]
        plan.save(update_fields=["state", "sheets"])
        with connection.cursor() as cursor:
            values = {**emptying_values(names=EVERYTHING), "plan": plan.pk}
            cursor.execute(emptying_sql(names=EVERYTHING, rows="plan_id = %(plan)s"), values)
    return forget_files(of=ImportPlan.objects.filter(pk__in=[plan.pk for plan in plans]))
