"""Complete and correct what the headings say by what stands below them."""

from collections.abc import Sequence
from datetime import date

from edinstvo.foundation.tables.model import Cell, Row
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.content import (
    FEWEST,
    column_values,
    field_by_content,
    has_several_words,
    is_birth_column,
    is_full_name,
    is_numbering,
    is_yes_or_no,
    mostly,
    part_of_name,
    share,
)
from edinstvo.registry.imports.rules.fields import FREE_TEXTS, NAMING, Field
from edinstvo.registry.imports.rules.heading_words import Concept, concepts_in, folded_heading
from edinstvo.registry.imports.rules.name_order import is_patronymic
from edinstvo.registry.imports.rules.names import words_of
from edinstvo.registry.imports.rules.sections import is_service_text

SOME = 0.5
FULL_ENOUGH = 0.4
Found = dict[int, Field]
Headings = Sequence[tuple[str, ...]]


def completed(found: Found, headings: Headings, rows: Sequence[Row], *, today: date) -> tuple[Found, bool]:
    """The fields of all columns, and whether full names are written with the first name first.

    What a clear heading says stands. Values decide where a heading is vague («Член профсоюза» over names or over
    «да»), where one heading stands over a name split into columns, and where there is no heading.
    """
    rows = _likely_people(rows, found)
    values = _by_column(rows)
    found = _without_vague(found, headings, values)
    _widen_names(found, values)
    _split_names(found, headings, values)
    if not NAMING & set(found.values()):
        _find_names(found, headings, values)
    _fill_blank_headings(found, headings, values, today=today)
    return dict(sorted(found.items())), _is_first_name_first(found, values)


def _without_vague(found: Found, headings: Headings, values: dict[int, list[Cell]]) -> Found:
    kept: Found = {}
    for column, field in found.items():
        concepts = concepts_in(folded_heading(" ".join(headings[column])))
        below = values.get(column, [])
        is_vague = field is Field.FULL_NAME and concepts.isdisjoint({Concept.FULL_NAME, Concept.SURNAME, Concept.FIRST})
        if {Concept.PERSON, Concept.UNION} & concepts and below and mostly(below, is_yes_or_no):
            kept[column] = Field.IS_MEMBER
        elif not is_vague or not below or share(below, is_full_name) > 0.3:
            kept[column] = field
    return kept


def _widen_names(found: Found, values: dict[int, list[Cell]]) -> None:
    """«Фамилия» or «Имя» over whole names is a full name; «Имя» over two words is a first name and a patronymic."""
    fields = set(found.values())
    for column, field in list(found.items()):
        if field not in (Field.LAST_NAME, Field.FIRST_NAME) or not mostly(values.get(column, []), has_several_words):
            continue
        if not mostly(values[column], is_full_name) and field is Field.LAST_NAME:
            continue
        if not fields & {Field.FIRST_NAME, Field.FIRST_AND_MIDDLE, Field.FULL_NAME} - {field}:
            is_given = field is Field.FIRST_NAME and Field.LAST_NAME in fields
            found[column] = Field.FIRST_AND_MIDDLE if is_given else Field.FULL_NAME


def _split_names(found: Found, headings: Headings, values: dict[int, list[Cell]]) -> None:
    """One heading over a name in neighbouring columns: each column's words tell which part it holds."""
    start = next((column for column, field in found.items() if field in NAMING), None)
    if start is None or {Field.FIRST_NAME, Field.FIRST_AND_MIDDLE} & set(found.values()):
        return
    group = [start]
    for column in range(start + 1, start + 3):
        is_unnamed = column not in found and (column >= len(headings) or _is_continued(headings, start, column))
        if not is_unnamed or part_of_name(values.get(column, [])) is None:
            break
        group.append(column)
    if len(group) > 1 and not mostly(values.get(start, []), has_several_words):
        _name_parts(found, group, values)


def _is_continued(headings: Headings, start: int, column: int) -> bool:
    return not any(headings[column]) or headings[column] == headings[start]


def _name_parts(found: Found, group: list[int], values: dict[int, list[Cell]]) -> None:
    """Give each column of the group its part; what the words leave open is filled in the usual order."""
    told = {column: part_of_name(values[column]) for column in group}
    patronymics = [column for column in group if told[column] is Field.MIDDLE_NAME]
    # Surnames may look like patronymics («Абрамович»), patronymics hardly like anything else.
    surest = max(patronymics, key=lambda column: (share(values[column], _is_patronymic), column), default=None)
    told |= {column: None for column in patronymics if column != surest}
    usual = [Field.LAST_NAME, Field.FIRST_NAME, Field.MIDDLE_NAME]
    left = [field for field in usual if field not in told.values()]
    taken: set[Field] = set()
    for column in group:
        field = told[column]
        if field is None or field in taken:
            field = left.pop(0)
        taken.add(field)
        found[column] = field


def _is_patronymic(cell: Cell) -> bool:
    return is_patronymic(plain(str(cell)))


def _find_names(found: Found, headings: Headings, values: dict[int, list[Cell]]) -> None:
    """No heading names people: a column full of names is one all the same, unless it is headed as somebody else's."""
    free = [column for column in values if not (column < len(headings) and _is_of_somebody_else(headings[column]))]
    # Groups of a payroll program share the column with the people, so half of the values is enough.
    whole = next((column for column in free if _holds_names(values[column])), None)
    if whole is not None:
        found[whole] = Field.FULL_NAME
        return
    for start in free:
        group = [column for column in (start, start + 1, start + 2) if column in free]
        parts = {part_of_name(values[column]) for column in group} - {None}
        if len(group) == 3 and len(parts) >= 2 and Field.MIDDLE_NAME in parts:
            _name_parts(found, group, values)
            return


def _likely_people(rows: Sequence[Row], found: Found) -> list[Row]:
    """The rows that speak for the columns: no totals, no signatures, no sections, no line of column numbers."""
    free = {column for column, field in found.items() if field in FREE_TEXTS}
    kept = [row for row in rows if not _is_service_row(row, free) and not _is_line_of_numbers(row)]
    fullest = max((_filled(row) for row in kept), default=0)
    return [row for row in kept if _filled(row) > FULL_ENOUGH * fullest]


def _filled(row: Row) -> int:
    return sum(cell != "" for cell in row.cells)


def _is_line_of_numbers(row: Row) -> bool:
    return all(text_of(cell).strip().isdigit() for cell in row.cells if cell != "")


def _by_column(rows: Sequence[Row]) -> dict[int, list[Cell]]:
    return {column: column_values(rows, column) for column in range(max((len(row.cells) for row in rows), default=0))}


def _holds_names(values: list[Cell]) -> bool:
    return len(values) >= FEWEST and share(values, is_full_name) >= SOME


def _is_service_row(row: Row, free: set[int]) -> bool:
    return any(
        isinstance(cell, str) and is_service_text(cell) for column, cell in enumerate(row.cells) if column not in free
    )


def _is_of_somebody_else(words: tuple[str, ...]) -> bool:
    return Concept.SOMEBODY_ELSE in concepts_in(folded_heading(" ".join(words)))


def _fill_blank_headings(found: Found, headings: Headings, values: dict[int, list[Cell]], *, today: date) -> None:
    is_headed = any(any(words) for words in headings)
    for column, below in values.items():
        if column in found or (column < len(headings) and any(headings[column])):
            continue
        field = field_by_content(below, today=today)
        if is_numbering(below):
            found[column] = Field.NUMBERING
        elif field and field not in found.values():
            found[column] = field
        elif not is_headed and Field.BIRTH_DATE not in found.values() and is_birth_column(below, today=today):
            found[column] = Field.BIRTH_DATE


def _is_first_name_first(found: Found, values: dict[int, list[Cell]]) -> bool:
    """Whether the patronymic mostly stands in the middle of full names: «Мария Петровна Иванова»."""
    column = next((column for column, field in found.items() if field is Field.FULL_NAME), None)
    names = [words_of(cell) for cell in values.get(column, []) if isinstance(cell, str)] if column is not None else []
    told = [words for words in names if len(words) == 3]
    return sum(map(_has_middle_patronymic, told)) > len(told) / 2


def _has_middle_patronymic(words: list[str]) -> bool:
    return is_patronymic(words[1]) and not is_patronymic(words[2])
