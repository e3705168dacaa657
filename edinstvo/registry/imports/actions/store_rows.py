"""Store what was read of a list as the rows of its plan, through COPY."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from edinstvo.foundation.bulk import copy_rows, take_ids
from edinstvo.registry.imports.models import Action, ImportPlan
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.imports.rules.problems import Code, Problem
from edinstvo.registry.members.rules import given_key, missing_essentials, name_key, phone_tail

_CHUNK = 5_000
_LENGTHS = {
    "last_name": 100,
    "first_name": 100,
    "middle_name": 100,
    "position": 200,
    "subdivision": 200,
    "ticket_number": 40,
    "decision_number": 60,
    "email": 254,
}
COLUMNS = (
    "plan_id position sheet row action is_readable has_problems problems raw changes last_name first_name middle_name "
    "former_name has_no_middle_name sex birth_date phone email snils inn category position_held subdivision "
    "ticket_number joined_on registered_on application_on decision_on decision_number name_key given_key phone_tail "
    "former_key is_incomplete new_person_id new_membership_id outcome"
).split()


def store_rows(*, plan: ImportPlan, members: Iterable[ReadMember]) -> int:
    """Write the rows in their order, numbered from 1, and return how many. СНИЛС and ИНН are kept
    as part of what was brought; whether the register takes them is decided by the commit (settings.STORE_SNILS).

    Texts longer than the register's columns are cut: a column of remarks taken for a position must not stop a list.
    """
    position, source = 0, iter(members)
    while chunk := list(islice(source, _CHUNK)):
        # The ids first: while rows are being copied, the connection answers nothing else.
        people = take_ids(table="members_person", count=len(chunk))
        stays = take_ids(table="members_membership", count=len(chunk))
        rows = _rows(plan, chunk, position, people, stays)
        copy_rows(table="imports_planrow", columns=COLUMNS, rows=rows)
        position += len(chunk)
    return position


def _rows(
    plan: ImportPlan, chunk: Sequence[ReadMember], start: int, people: Sequence[int], stays: Sequence[int]
) -> Iterator[list[Any]]:
    for number, member in enumerate(chunk):
        values = _said(member)
        values |= {"plan_id": plan.pk, "position": start + number + 1, "sheet": member.sheet, "row": member.row}
        values |= {"new_person_id": people[number], "new_membership_id": stays[number], "outcome": "", "changes": "{}"}
        yield [values[name] for name in COLUMNS]


def _said(member: ReadMember) -> dict[str, Any]:
    texts = {name: (getattr(member, name) or "")[:most] for name, most in _LENGTHS.items()}
    said = {
        **texts,
        **_keys(texts, member),
        "position_held": texts["position"],
        "former_name": member.former_last_name[:100],
        "has_no_middle_name": member.has_no_middle_name,
        "sex": member.sex or "",
        "phone": member.phone or "",
        "category": member.category or "",
        "snils": member.snils or "",
        "inn": member.inn or "",
        "action": _action(member),
        "is_readable": not member.is_error,
        "has_problems": bool(member.problems),
        "problems": json.dumps([_as_json(problem, member) for problem in member.problems], ensure_ascii=False),
        "raw": json.dumps(member.raw, ensure_ascii=False),
    }
    for name in ("birth_date", "joined_on", "registered_on", "application_on", "decision_on"):
        said[name] = getattr(member, name)
    said["is_incomplete"] = bool(missing_essentials(said))
    return said


def _keys(texts: dict[str, str], member: ReadMember) -> dict[str, str]:
    first, middle = texts["first_name"], texts["middle_name"]
    former = member.former_last_name[:100]
    return {
        "name_key": name_key(last_name=texts["last_name"], first_name=first, middle_name=middle),
        "given_key": given_key(first_name=first, middle_name=middle),
        "phone_tail": phone_tail(member.phone or ""),
        "former_key": name_key(last_name=former, first_name=first, middle_name=middle) if former else "",
    }


def _action(member: ReadMember) -> Action:
    if not member.is_error:
        return Action.NEW
    codes = {problem.code for problem in member.problems}
    return Action.ERROR if Code.MISSING_NAME in codes else Action.DUPLICATE


def _as_json(problem: Problem, member: ReadMember) -> dict[str, Any]:
    """A problem as it is stored with its row: `raw` is the cell as written, `params` fill the sentence."""
    place = _place(problem.column)
    return {
        "column": problem.column,
        "field": problem.field,
        "code": problem.code.value,
        "variant": problem.variant,
        "severity": problem.severity.value,
        "params": dict(problem.params),
        "place": place,
        "raw": member.raw[place] if place < len(member.raw) else "",
    }


def _place(column: str) -> int:
    """The number from 0 of a column given in letters."""
    number = 0
    for sign in column:
        number = number * 26 + ord(sign) - 64
    return number - 1
