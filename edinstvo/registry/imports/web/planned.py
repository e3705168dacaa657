"""The rows of a plan as a person checks them: what is known, what the list says, and a remark in words below."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.imports.models import Action, ImportPlan, Outcome, PlanRow, State
from edinstvo.registry.imports.queries.matching import ON_PAPER
from edinstvo.registry.imports.queries.plans import rows_of, rows_to_commit
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.web.words import CAPTIONS, remarks_on
from edinstvo.registry.members.models import Category, Sex

SIZE = 50
ASIDE, PROBLEMS, EVERYTHING = "aside", "problems", "all"
SHOWN_FIELDS = ("birth_date", "phone", "position")
_COLUMN = {"position": "position_held"}
_DATED = ("_date", "_on")
_CODED: dict[str, Any] = {"sex": Sex.choices, "category": Category.choices}
_TAGS: dict[str, str] = {Action.NEW: "ok", Action.UPDATE: "info", Action.ERROR: "stop"}


@dataclass(frozen=True)
class CellView:
    """One value of a row: what was written if it could not be used, what is known if it changes, what will stand."""

    name: str
    value: Any
    known: Any = None
    wrong: str = ""


@dataclass(frozen=True)
class RowView:
    """One row of the table with the remarks under it; `more` are the changes without a column: (field, known, new)."""

    row: PlanRow
    name: str
    kind: str
    label: str
    cells: list[CellView]
    remarks: list[str]
    is_stopped: bool
    person_id: int | None
    more: list[tuple[str, str, str]] = field(default_factory=list)


def planned_context(request: Request, plan: ImportPlan) -> dict[str, Any]:
    """What the page of a plan shows: counts, the chosen rows, and until when the list can be undone."""
    if plan.state not in (State.PLANNED, State.COMMITTED, State.UNDONE):
        return {}
    show, after = _asked(request, plan)
    rows = _chosen(plan, show)
    shown = list((rows.filter(position__gt=int(after)) if after else rows)[: SIZE + 1])
    here = reverse("imports:page", kwargs={"plan_id": plan.pk})
    to_commit = rows_to_commit(plan)
    total = sum(plan.counts.get(action.value, 0) for action in Action)
    undo_until = plan.committed_at + UNDONE_WITHIN if plan.committed_at else None
    return {
        "show_problems": show == PROBLEMS,
        "show_all": show == EVERYTHING,
        "rows": [_view(row, plan.state) for row in shown[:SIZE]],
        "page": _pager(plan, shown, show, here, after),
        "to_commit": to_commit,
        "dropped_identifiers": _dropped_identifiers(plan),
        "commit_words": ngettext("Bring in %(n)s row", "Bring in %(n)s rows", to_commit) % {"n": number(to_commit)},
        "left": total - to_commit,
        "total": total,
        "set_aside": plan.counts.get("duplicate", 0) + plan.counts.get("elsewhere", 0),
        "undo_until": undo_until,
        "may_undo": undo_until is not None and timezone.now() <= undo_until,
        "steps_of_outcome": [(outcome, plan.counts.get(outcome.value, 0)) for outcome in Outcome],
    }


def _asked(request: Request, plan: ImportPlan) -> tuple[str, str]:
    """(which rows, after which one): nonsense in the address shows what stands there without it."""
    known = {ASIDE, PROBLEMS, EVERYTHING, *Action.values, *Outcome.values}
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    if show not in known:
        show = PROBLEMS if plan.counts.get(PROBLEMS) else EVERYTHING
    return show, after if id_typed(after) is not None else ""


def _dropped_identifiers(plan: ImportPlan) -> bool:
    """Whether the list tells СНИЛС or ИНН that this union has decided not to keep (domain.md 4.1)."""
    told = {field for sheet in plan.sheets for field in sheet["columns"].values()}
    return ("snils" in told and not settings.STORE_SNILS) or ("inn" in told and not settings.STORE_INN)


def _chosen(plan: ImportPlan, show: str) -> Any:
    rows = rows_of(plan=plan, with_problems=show == PROBLEMS)
    if show in Action.values:
        rows = rows.filter(action=show)
    if show == ASIDE:
        rows = rows.filter(action__in=[Action.DUPLICATE, Action.ELSEWHERE])
    return rows.filter(outcome=show) if show in Outcome.values else rows


def _pager(plan: ImportPlan, shown: list[PlanRow], show: str, here: str, after: str) -> ListPage:
    total = plan.counts.get(PROBLEMS) if show == PROBLEMS else plan.counts.get(show)
    more = len(shown) > SIZE
    return ListPage(
        shown=len(shown[:SIZE]),
        total=total,
        start_url=f"{here}?show={show}" if after else "",
        next_url=f"{here}?show={show}&after={shown[SIZE - 1].position}" if more else "",
    )


def _view(row: PlanRow, state: str) -> RowView:
    kind, label = _TAGS.get(row.action, ""), row.get_action_display()
    if row.action == Action.NEW and row.problems:
        kind, label = "warn", _("New, with a remark")
    shown = [_cell(row, name) for name in SHOWN_FIELDS]
    return RowView(
        row=row,
        name=" ".join(part for part in (row.last_name, row.first_name, row.middle_name) if part),
        kind=kind,
        label=label,
        cells=shown,
        more=[_change(name, *told) for name, told in _shown_changes(row).items() if name not in SHOWN_FIELDS],
        remarks=remarks_on(row, state=state),
        person_id=_person_of(row, state),
        is_stopped=row.action == Action.ERROR or not row.is_readable,
    )


def _person_of(row: PlanRow, state: str) -> int | None:
    """Whose page the name leads to: somebody on record here, never somebody of another organisation."""
    if row.action == Action.NEW:
        return (row.person_id or row.new_person_id) if state == State.COMMITTED else None
    return row.person_id if row.action in (Action.UPDATE, Action.SAME) else None


def _shown_changes(row: PlanRow) -> dict[str, Any]:
    """What was known of who comes back another organisation may have written: it is not shown here."""
    return row.changes if row.action == Action.UPDATE else {}


def _change(name: str, known: str | None, new: str) -> tuple[str, str, str]:
    if name == ON_PAPER:
        return _("The record"), _("on paper"), _("electronic")
    return str(CAPTIONS[Field(name)]), _in_words(name, known), _in_words(name, new)


def _in_words(name: str, value: str | None) -> str:
    if not value:
        return ""
    if name in _CODED:
        return str(dict(_CODED[name]).get(value, value))
    return day_short(date.fromisoformat(value)) if name.endswith(_DATED) else value


def _cell(row: PlanRow, name: str) -> CellView:
    known = _shown_changes(row).get(name, [None])[0]
    if known and name.endswith(_DATED):
        known = date.fromisoformat(known)
    wrong = next(
        (str(p.get("raw", "")) for p in row.problems if p["field"] == name and p["code"] != "mixed_alphabet"), ""
    )
    return CellView(name=name, value=getattr(row, _COLUMN.get(name, name)), known=known, wrong=wrong)
