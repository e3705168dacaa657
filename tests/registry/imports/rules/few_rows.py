"""A list of a few rows under usual headings, and what is wrong with them."""

from edinstvo.foundation.tables.model import Cell
from tests.registry.imports.rules.reading import Outcome, outcome_of_rows

HEADINGS: list[Cell] = ["№", "ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления"]
IVANOVA: list[Cell] = [1.0, "Иванова Мария Петровна", "01.02.1980", "89123456789", "учитель", "01.09.2001"]


def a_list(*rows: list[Cell]) -> Outcome:
    """What comes of these rows."""
    return outcome_of_rows(HEADINGS, *rows)


def codes(outcome: Outcome) -> list[tuple[int, str, str]]:
    """Each problem as (row, field, code)."""
    return [(one["row"], one["field"], one["code"]) for one in outcome.problems]
