"""Reading lists and their rows."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.models import Action, ImportPlan, PlanRow, State
from edinstvo.registry.imports.permissions import visible_to

# Shown together as "somebody else's or repeated": rows that are left alone without being wrong.
LEFT_ALONE = (Action.SAME, Action.DUPLICATE, Action.ELSEWHERE, Action.ERROR)


def plans(*, seen_by: Actor) -> QuerySet[ImportPlan]:
    """The lists brought into the actor's branches, newest first."""
    return ImportPlan.objects.filter(visible_to(seen_by)).select_related("organisation").order_by("-id")


def unfinished_plans(*, seen_by: Actor) -> QuerySet[ImportPlan]:
    """The lists that wait for somebody to check and commit them."""
    return plans(seen_by=seen_by).filter(state=State.PLANNED)


def plan(*, plan_id: int, seen_by: Actor) -> ImportPlan:
    """One list; raises ImportPlan.DoesNotExist where it is not the actor's to see."""
    return plans(seen_by=seen_by).select_related("organisation", "organisation__parent", "file").get(pk=plan_id)


def rows_of(*, plan: ImportPlan, action: str = "", with_problems: bool = False) -> QuerySet[PlanRow]:
    """The rows of a list in the order of the file; the caller has seen the list already."""
    rows = PlanRow.objects.filter(plan=plan).order_by("position")
    if with_problems:
        rows = rows.filter(has_problems=True)
    return rows.filter(action=action) if action else rows


def rows_to_commit(plan: ImportPlan) -> int:
    """How many rows the commit will bring in."""
    return int(plan.counts.get(Action.NEW, 0)) + int(plan.counts.get(Action.UPDATE, 0))


def work_on(*, plan: ImportPlan) -> Work | None:
    """The latest work on the list. Everybody who may see the list may watch it, whoever asked for it."""
    return Work.objects.filter(pk=plan.work_id).first() if plan.work_id else None


def is_under_way(*, plan: ImportPlan, kind: str) -> bool:
    """Whether work of that kind on the list has been asked for and has not ended: a second click finds the first."""
    work = work_on(plan=plan)
    return work is not None and work.kind == kind and not work.is_finished
