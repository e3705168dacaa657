"""A plan as the object that `import-members --json` prints: the contract that other programs rely on."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from edinstvo.registry.imports.models import Action, ImportPlan, PlanRow, State
from edinstvo.registry.imports.rules.messages import source_sentence

_FIELDS = {
    "last_name": "last_name",
    "first_name": "first_name",
    "middle_name": "middle_name",
    "former_last_name": "former_name",
    "birth_date": "birth_date",
    "sex": "sex",
    "phone": "phone",
    "email": "email",
    "snils": "snils",
    "inn": "inn",
    "category": "category",
    "position": "position_held",
    "subdivision": "subdivision",
    "joined_on": "joined_on",
    "registered_on": "registered_on",
    "application_on": "application_on",
    "decision_on": "decision_on",
    "decision_number": "decision_number",
    "ticket_number": "ticket_number",
}


def plan_as_json(*, plan: ImportPlan) -> dict[str, Any]:
    """{"error", "members", "problems", "skipped"} and what became of the plan; dates ISO, absent values null.

    `members` are the rows that name somebody, in the order of the file; the rows kept out by an error (no name,
    repeated in the file) stand in `problems` only.
    """
    rows = list(PlanRow.objects.filter(plan=plan).order_by("position"))
    return {
        "error": plan.error or None,
        "members": [_member(row) for row in rows if row.is_readable],
        "problems": [_problem(row, problem) for row in rows for problem in row.problems],
        "skipped": plan.skipped,
        "counts": {action.value: plan.counts.get(action.value, 0) for action in Action},
        "committed": plan.state == State.COMMITTED,
    }


def _member(row: PlanRow) -> dict[str, Any]:
    values = {name: getattr(row, column) for name, column in _FIELDS.items()}
    return {"sheet": row.sheet, "row": row.row, "action": row.action} | {
        name: value.isoformat() if isinstance(value, date) else (value or None) for name, value in values.items()
    }


def _problem(row: PlanRow, problem: dict[str, Any]) -> dict[str, Any]:
    kept = {name: problem[name] for name in ("column", "field", "code", "severity")}
    message = gettext(source_sentence(problem["code"], problem["variant"])) % problem["params"]
    return {"sheet": row.sheet, "row": row.row, **kept, "message": message}
