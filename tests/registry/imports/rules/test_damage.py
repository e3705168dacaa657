"""A damaged list gives its people or an error, never a traceback and never a hang."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.tables.model import Cell
from tests.registry.imports.rules.reading import outcome_of, outcome_of_rows
from tests.registry.imports.rules.test_formats import LIST
from tests.registry.imports.rules.writers import WRITERS

DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(["change", "insert", "cut out", "cut off"]), st.floats(0, 1), st.binary(min_size=1, max_size=40)
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    "writer", ["xlsx", "xls", "ods", "html in cp1251", "xml 2003", "csv in cp866", "tabs in utf-8"]
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=DAMAGES)
def test_damaged_bytes_end_in_people_or_an_error(
    tmp_path: Path, writer: str, damages: list[tuple[str, float, bytes]]
) -> None:
    WRITERS[writer](tmp_path / "list", LIST)
    content = bytearray((tmp_path / "list").read_bytes())
    for kind, where, noise in damages:
        damage(content, kind, int(where * len(content)), noise)
    (tmp_path / "list").write_bytes(content)

    outcome = outcome_of(tmp_path / "list")
    assert outcome.error in (None, "unreadable_file", "file_too_large", "no_name_column")
    assert all(member.row > 0 for member in outcome.people)


def damage(content: bytearray, kind: str, place: int, noise: bytes) -> None:
    """Spoil the content in one place."""
    if kind == "change":
        content[place : place + len(noise)] = noise
    elif kind == "insert":
        content[place:place] = noise
    elif kind == "cut out":
        del content[place : place + len(noise)]
    else:
        del content[max(place, 1) :]


@pytest.mark.parametrize(
    "sign", [" ", "-", ".", "(", "8", "а", "А", "\n", '"', "@", "а@", "а ", "1.", "\u00a0", "e", "/", "—//"]
)
def test_no_cell_is_long_enough_to_hold_the_reading_up(sign: str) -> None:
    long = (sign * 32_000)[:32_000]
    head: list[Cell] = [
        "№",
        "Фамилия",
        "Имя",
        "Дата рождения",
        "Телефон",
        "E-mail",
        "СНИЛС",
        "Пол",
        "Протокол",
        "Должность",
    ]
    bare = ["Иванова", "Мария", "Петровна", "", "", "", "", ""]
    started = time.process_time()
    for rows in ([head, *[[long] * len(head)] * 20], [*[[long] * 8] * 20], [[long, "ФИО", long], [1.0, "Ли Ен", long]]):
        outcome_of_rows(*rows, bare)
    assert time.process_time() - started < 10


WORDS = st.sampled_from(
    "ФИО|Фамилия|Имя|Отчество|Дата рождения|Телефон|Итого|Иванова Мария Петровна|Иванова|№|—//—|01.02.1980|31.02.1980|"
    "1980|-|нет|Декрет|8912|a@b|(|М.П.|Член профсоюза|да|\n|Дети".split("|")
)
CELLS = st.one_of(
    WORDS, WORDS, st.just(""), st.text(max_size=20), st.floats(), st.integers(-5, 50_000), st.dates(), st.booleans()
)


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=14))
def test_any_table_of_any_cells_is_read_without_breaking(rows: list[list[Cell]]) -> None:
    outcome = outcome_of_rows(*rows)
    assert outcome.error in (None, "no_name_column")
    for member in outcome.people:
        assert member.is_error or (member.last_name and member.first_name)
        assert len(member.raw) == len(rows[member.row - 1])
