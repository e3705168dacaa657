"""Store what was read of a list as the rows of its plan, through COPY."""

import json
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from edinstvo.foundation.bulk import copy_rows
from edinstvo.registry.imports.models import Action, ImportPlan
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.imports.rules.problems import Code, Problem
from edinstvo.registry.members.rules.people import ESSENTIALS, full_key, given_key, name_key, phone_tail

_PLACE = ("plan_id", "position", "sheet", "row")
_VERDICT = ("action", "is_readable", "has_problems", "problems", "raw", "changes", "outcome")
_NAMES = ("last_name", "first_name", "middle_name", "former_name", "has_no_middle_name")
_KEYS = ("name_key", "given_key", "phone_tail", "former_key", "is_incomplete")
_DATES = ("birth_date", "joined_on", "registered_on", "application_on", "decision_on")
# The other texts: (name of a ReadMember, column, longest).
_TEXTS = (
    ("sex", "sex", 6),
    ("phone", "phone", 16),
    ("email", "email", 254),
    ("snils", "snils", 11),
    ("inn", "inn", 12),
    ("category", "category", 12),
    ("position", "position_held", 200),
    ("subdivision", "subdivision", 200),
    ("ticket_number", "ticket_number", 40),
    ("decision_number", "decision_number", 60),
)
_LONGEST_NAME = 100
# What nearly every row is; an enumeration looks its value up each time.
_NEW = Action.NEW.value
COLUMNS = (*_PLACE, *_VERDICT, *_NAMES, *_KEYS, *_DATES, *(column for _, column, _ in _TEXTS))

_dates_of = attrgetter(*_DATES)
_texts_of = attrgetter(*(name for name, _, _ in _TEXTS))
_essentials_of = attrgetter(*ESSENTIALS)
_LENGTHS = tuple(longest for _, _, longest in _TEXTS)
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def store_rows(*, plan: ImportPlan, members: Iterable[ReadMember]) -> None:
    """Write the rows in their order, numbered from 1, each as soon as it is read: `members` must not ask the database.

    СНИЛС and ИНН are kept as part of what was brought; whether the register takes them is decided by the commit
    (settings.STORE_SNILS). Texts longer than the register's columns are cut: a column of remarks taken for a position
    must not stop a list.
    """
    # One COPY for the whole list: the database writes down one row while the next is being read.
    copy_rows(table="imports_planrow", columns=COLUMNS, rows=_rows(plan.pk, members))


def _rows(plan_id: int, members: Iterable[ReadMember]) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of COLUMNS; made 100,000 times a list, so nothing here is looked up by name."""
    for position, member in enumerate(members, start=1):
        yield (
            *(plan_id, position, member.sheet, member.row),
            *_verdict(member),
            *_names_and_keys(member),
            *_dates_of(member),
            *[text[:longest] if text else "" for text, longest in zip(_texts_of(member), _LENGTHS, strict=True)],
        )


def _verdict(member: ReadMember) -> tuple[Any, ...]:
    raw = _as_json(member.raw)
    if not member.problems:
        return (_NEW, True, False, "[]", raw, "{}", "")
    action = _action(member)
    problems = _as_json([_problem(problem, member) for problem in member.problems])
    return (action.value, action is Action.NEW, True, problems, raw, "{}", "")


def _names_and_keys(member: ReadMember) -> tuple[Any, ...]:
    last, first = member.last_name[:_LONGEST_NAME], member.first_name[:_LONGEST_NAME]
    middle, former = member.middle_name[:_LONGEST_NAME], member.former_last_name[:_LONGEST_NAME]
    given = given_key(first_name=first, middle_name=middle)
    return (
        *(last, first, middle, former, member.has_no_middle_name),
        full_key(last_name=last, given=given),
        given,
        phone_tail(member.phone or ""),
        name_key(last_name=former, first_name=first, middle_name=middle) if former else "",
        not all(_essentials_of(member)),
    )


def _action(member: ReadMember) -> Action:
    if not member.is_error:
        return Action.NEW
    codes = {problem.code for problem in member.problems}
    return Action.ERROR if Code.MISSING_NAME in codes else Action.DUPLICATE


def _problem(problem: Problem, member: ReadMember) -> dict[str, Any]:
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
