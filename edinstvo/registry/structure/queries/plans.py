"""Reading lists of organisations and their rows."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.permissions import visible_to


def plans(*, seen_by: Actor) -> QuerySet[StructurePlan]:
    """The lists brought into the actor's branches, newest first."""
    return StructurePlan.objects.filter(visible_to(seen_by)).select_related("organisation").order_by("-id")


def unfinished_plans(*, seen_by: Actor) -> QuerySet[StructurePlan]:
    """The lists that wait for somebody to check and commit them."""
    return plans(seen_by=seen_by).filter(state=State.PLANNED)


def plan(*, plan_id: int, seen_by: Actor) -> StructurePlan:
    """One list; raises StructurePlan.DoesNotExist where it is not the actor's to see."""
    return plans(seen_by=seen_by).select_related("organisation__parent", "file").get(pk=plan_id)


def rows_of(*, plan: StructurePlan) -> QuerySet[StructureRow]:
    """The rows of a list in the order of the file; the caller has seen the list already."""
    return StructureRow.objects.filter(plan=plan).order_by("position")


def rows_to_commit(plan: StructurePlan) -> int:
    """How many rows the commit will bring in."""
    return int(plan.counts.get(Action.NEW, 0)) + int(plan.counts.get(Action.UPDATE, 0))


def organisations_in(rows: list[StructureRow]) -> dict[int, Organisation]:
    """The organisations that the rows mean or ask about, by id; one query."""
    ids = {id_ for row in rows for id_ in (*row.candidates, row.organisation_id) if id_}
    return Organisation.objects.in_bulk(ids)


def work_on(*, plan: StructurePlan) -> Work | None:
    """The latest work on the list. Everybody who may see the list may watch it, whoever asked for it."""
    return Work.objects.filter(pk=plan.work_id).first() if plan.work_id else None


def is_under_way(*, plan: StructurePlan, kind: str) -> bool:
    """Whether work of that kind on the list has been asked for and has not ended: a second click finds the first."""
    work = work_on(plan=plan)
    return work is not None and work.kind == kind and not work.is_finished
