"""What the values of a column look like: for columns without a heading, or whose heading says too little."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from edinstvo.foundation.tables.model import Cell, Row
from edinstvo.registry.imports.rules.alphabets import is_absent, mended_name, plain
from edinstvo.registry.imports.rules.dates import Precision, date_in, is_plausible_birth
from edinstvo.registry.imports.rules.emails import email_in
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.first_names import is_first_name
from edinstvo.registry.imports.rules.name_order import has_surname_ending, is_patronymic
from edinstvo.registry.imports.rules.names import full_name, words_of
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.imports.rules.sections import category_of_position
from edinstvo.registry.imports.rules.sex import sex_in
from edinstvo.registry.imports.rules.snils import snils_in

MOST = 0.6
FEWEST = 2
LONGEST = 200
_WHOLE = re.compile(r"\d{1,6}\.?")
_PHONE_LIKE = re.compile(r"[+()\-\s]*(?:\d[+()\-\s.]*){10,11}")
Test = Callable[[Cell], bool]


def column_values(rows: Sequence[Row], column: int) -> list[Cell]:
    """The cells of one column that are not blank."""
    cells = (row.cells[column] for row in rows if column < len(row.cells))
    return [cell[:LONGEST] if isinstance(cell, str) else cell for cell in cells if _is_filled(cell)]


def share(values: Sequence[Cell], test: Test) -> float:
    """Which part of the values passes the test; 0 of none."""
    return sum(map(test, values)) / len(values) if values else 0.0


def mostly(values: Sequence[Cell], test: Test) -> bool:
    """Whether most of the values, and at least two, pass."""
    return len(values) >= FEWEST and share(values, test) >= MOST


def is_full_name(cell: Cell) -> bool:
    """Whether the cell holds a person's name for certain: with a patronymic, a known first name, or initials."""
    if not isinstance(cell, str) or len(cell) > 80:
        return False
    name = full_name(mended_name(plain(cell)))
    if not (name.last and name.first) or len(words_of(cell)) > 6:
        return False
    is_told = is_patronymic(name.middle) or is_first_name(name.first)
    return is_told or (name.is_initials and name.last[:1].isupper() and has_surname_ending(name.last))


def has_several_words(cell: Cell) -> bool:
    """Whether the cell holds two words or more of a name."""
    return isinstance(cell, str) and len(words_of(plain(cell))) > 1


def part_of_name(values: Sequence[Cell]) -> Field | None:
    """Which part of a name a column of single words holds."""
    words = [plain(value) for value in values if isinstance(value, str)]
    if len(words) < FEWEST or len(words) < MOST * len(values):
        return None
    parts: tuple[tuple[Field, Callable[[str], bool]], ...] = (
        (Field.MIDDLE_NAME, is_patronymic),
        (Field.FIRST_NAME, is_first_name),
        (Field.LAST_NAME, _is_surname),
    )
    return next((field for field, test in parts if sum(map(test, words)) >= MOST * len(words)), None)


def field_by_content(values: Sequence[Cell], *, today: date) -> Field | None:
    """The field that the values of a column without a heading obviously belong to; never a name or a date."""
    tests: tuple[tuple[Field, Test], ...] = (
        (Field.EMAIL, lambda cell: isinstance(cell, str) and email_in(cell) is not None),
        (Field.SNILS, lambda cell: _is_long(cell) and snils_in(cell) is not None),
        (Field.PHONE, lambda cell: _is_phone_like(cell) and phone_in(cell) is not None),
        (Field.SEX, lambda cell: isinstance(cell, str) and sex_in(cell) is not None),
        (Field.POSITION, lambda cell: isinstance(cell, str) and category_of_position(cell) is not None),
    )
    return next((field for field, test in tests if mostly(values, test)), None)


def is_birth_column(values: Sequence[Cell], *, today: date) -> bool:
    """Whether most values are full dates on which members can have been born, years apart from each other."""
    return mostly(values, partial(_is_birth, today=today))


def is_numbering(values: Sequence[Cell]) -> bool:
    """Whether the values count the rows: whole numbers that mostly grow."""
    numbers = [int(float(str(value).rstrip("."))) for value in values if _is_whole(value)]
    if len(numbers) < FEWEST or len(numbers) < MOST * len(values):
        return False
    grown = sum(later == earlier + 1 for earlier, later in pairwise(numbers))
    return grown >= MOST * (len(numbers) - 1)


def is_yes_or_no(cell: Cell) -> bool:
    """Whether the cell answers yes or no, in words or signs."""
    return str(cell).strip().lower().removesuffix(".0") in YES_OR_NO


YES_OR_NO = frozenset(
    ("да", "нет", "+", "-", "v", "х", "1", "0", "true", "false", "член", "не член", "состоит", "не состоит")
)


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or not is_absent(cell.strip())


def _is_surname(word: str) -> bool:
    return has_surname_ending(word) and not is_patronymic(word) and not is_first_name(word) and word[:1].isupper()


def _is_birth(cell: Cell, *, today: date) -> bool:
    if isinstance(cell, int | float):
        return False
    written = date_in(cell, today=today, is_birth=True)
    return written is not None and written.precision is Precision.DAY and is_plausible_birth(written.on, today=today)


def _is_whole(cell: Cell) -> bool:
    if isinstance(cell, float):
        return cell.is_integer() and 0 <= cell < 1_000_000
    return isinstance(cell, str | int) and _WHOLE.fullmatch(str(cell).strip()) is not None


def _is_long(cell: Cell) -> bool:
    return sum(map(str.isdigit, str(cell))) >= 9


def _is_phone_like(cell: Cell) -> bool:
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell)
    return _PHONE_LIKE.search(text) is not None
