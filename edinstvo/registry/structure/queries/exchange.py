"""A plan as the object that `import-organisations --json` prints: the contract that other programs rely on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.queries.plans import rows_of
from edinstvo.registry.structure.rules.problems import SENTENCES, Code, Problem

_TEXTS = ("phone", "email", "address", "institution", "institution_name")


def plan_as_json(*, plan: StructurePlan) -> dict[str, Any]:
    """{"error", "organisations", "problems", "skipped", "left_columns"} and what became of it; absent values null.

    `organisations` are all rows that name one, in the order of the file, each territory where it is first named;
    `parent` is the name of what it stands under, `inpo` the number of the organisation it means, if it stands already.
    """
    rows = list(rows_of(plan=plan))
    ids = [row.organisation_id for row in rows if row.organisation_id is not None]
    numbers = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "inpo"))
    return {
        "error": plan.error or None,
        "organisations": [_organisation(row, plan, numbers) for row in rows if row.name],
        "problems": [problem for row in rows for problem in problems_of(row)],
        "skipped": plan.skipped,
        "left_columns": plan.left_columns,
        "counts": {action.value: plan.counts.get(action.value, 0) for action in Action},
        "committed": plan.state == State.COMMITTED,
    }


def problems_of(row: StructureRow) -> Iterator[dict[str, Any]]:
    """What is wrong with a row, in words: {"sheet", "row", "column", "field", "code", "severity", "message"}."""
    asked = [{"column": None, "field": "name", **row.question}] if row.question else []
    for problem in [*row.problems, *asked]:
        code = Code(problem["code"])
        yield {
            "sheet": row.sheet,
            "row": row.row,
            "column": problem["column"] or None,
            "field": problem["field"],
            "code": code.value,
            "severity": Problem(column="", field="", code=code).severity,
            "message": gettext(SENTENCES[code.value]) % problem["params"],
        }


def chair_of(said: dict[str, Any]) -> str:
    """The chair's name in one line."""
    return " ".join(filter(None, (said[f"chair_{part}_name"] for part in ("last", "first", "middle"))))


def _organisation(row: StructureRow, plan: StructurePlan, numbers: dict[int, str | None]) -> dict[str, Any]:
    said = row.said
    declared, workforce = said["declared"], said["workforce"] or (None, None)
    return {
        "sheet": row.sheet,
        "row": row.row,
        "action": row.action,
        "type": plan.organisation.type if row.is_head else row.type,
        "name": row.name,
        "parent": None if row.is_head else row.parent_name or plan.organisation.name,
        "inpo": numbers.get(row.organisation_id or 0) or said["inpo"] or None,
        "chair": chair_of(said) or None,
        **{name: said[name] or None for name in _TEXTS},
        "members": None if declared is None else sum(declared),
        "workers": workforce[0],
        "students": workforce[1],
        "as_of": row.as_of or None,
    }
