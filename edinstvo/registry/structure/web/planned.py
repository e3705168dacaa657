"""The rows of a plan as a person checks them: what is known, what the list says, what it asks, a remark in words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.imports.models import Outcome, State
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.queries.exchange import chair_of
from edinstvo.registry.structure.queries.plans import organisations_in, rows_of, rows_to_commit
from edinstvo.registry.structure.rules.problems import Code
from edinstvo.registry.structure.web.words import changes_in_words, left_in_words, remarks_on

SIZE = 50
PROBLEMS, EVERYTHING = "problems", "all"
_TAGS: dict[str, str] = {Action.NEW: "ok", Action.UPDATE: "info", Action.ASK: "warn", Action.ERROR: "stop"}


@dataclass(frozen=True)
class RowView:
    """One row of the table: what it says, how it changes what is known, what it asks and of whom."""

    row: StructureRow
    kind: str
    label: str
    chair: str
    changes: list[tuple[str, str, str]]
    remarks: list[str]
    candidates: list[Organisation]
    may_be_new: bool
    organisation: Organisation | None


def planned_context(request: Request, plan: StructurePlan) -> dict[str, Any]:
    """What the page of a plan shows: counts, the chosen rows, and until when the list can be undone."""
    if plan.state not in (State.PLANNED, State.COMMITTED, State.UNDONE):
        return {}
    show, after = _asked(request, plan)
    rows = _chosen(plan, show)
    found = list((rows.filter(position__gt=int(after)) if after else rows)[: SIZE + 1])
    to_commit = rows_to_commit(plan)
    total = sum(plan.counts.get(action.value, 0) for action in Action)
    undo_until = plan.committed_at + UNDONE_WITHIN if plan.committed_at else None
    return {
        "show_problems": show == PROBLEMS,
        "show_all": show == EVERYTHING,
        "rows": _views(found[:SIZE], plan),
        "page": _pager(plan, found, show, after),
        "to_commit": to_commit,
        "commit_words": ngettext("Bring in %(n)s organisation", "Bring in %(n)s organisations", to_commit)
        % {"n": number(to_commit)},
        "left": total - to_commit,
        "total": total,
        "left_columns": left_in_words(plan),
        "set_aside": plan.counts.get("duplicate", 0) + plan.counts.get("error", 0),
        "undo_until": undo_until,
        "may_undo": undo_until is not None and timezone.now() <= undo_until,
    }


def _asked(request: Request, plan: StructurePlan) -> tuple[str, str]:
    """(which rows, after which one): nonsense in the address shows what stands there without it."""
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    if show not in {PROBLEMS, EVERYTHING, *Action.values, *Outcome.values}:
        show = PROBLEMS if plan.counts.get(PROBLEMS) else EVERYTHING
    return show, after if id_typed(after) is not None else ""


def _chosen(plan: StructurePlan, show: str) -> QuerySet[StructureRow]:
    rows = rows_of(plan=plan)
    if show == PROBLEMS:
        return rows.filter(has_problems=True)
    if show in Action.values:
        return rows.filter(action=show)
    return rows.filter(outcome=show) if show in Outcome.values else rows


def _pager(plan: StructurePlan, found: list[StructureRow], show: str, after: str) -> ListPage:
    here = reverse("structure:page", kwargs={"plan_id": plan.pk})
    more = f"{here}?show={show}&after={found[SIZE - 1].position}" if len(found) > SIZE else ""
    total = plan.counts.get(show)
    return ListPage(
        shown=len(found[:SIZE]), total=total, start_url=f"{here}?show={show}" if after else "", next_url=more
    )


def _views(rows: list[StructureRow], plan: StructurePlan) -> list[RowView]:
    known = organisations_in(rows)
    return [_view(row, known, plan) for row in rows]


def _view(row: StructureRow, known: dict[int, Organisation], plan: StructurePlan) -> RowView:
    is_asked = row.action == Action.ASK and plan.state == State.PLANNED
    candidates = [known[id_] for id_ in row.candidates if id_ in known] if is_asked else []
    is_founded = row.action == Action.NEW and plan.state == State.COMMITTED
    return RowView(
        row=row,
        kind=_TAGS.get(row.action, ""),
        label=_("Founded") if is_founded else row.get_action_display(),
        chair=chair_of(row.said),
        changes=changes_in_words(row),
        remarks=remarks_on(row),
        candidates=candidates,
        may_be_new=bool(candidates) and row.question["code"] == Code.SIMILAR_NAME,
        organisation=known.get(row.organisation_id or 0),
    )
