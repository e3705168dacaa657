"""The chair's own file comes back with a column of remarks."""

import csv
import io
from typing import Any

import pytest
from django.http import FileResponse
from python_calamine import CalamineWorkbook

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.models import ImportPlan
from tests.cast import Cast, a_union, visitor
from tests.registry.imports.lists import HEADINGS, planned, planned_file
from tests.registry.imports.web.wizard import ANNA, BORIS, NAMELESS, address

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", '=HYPERLINK("http://example.org")')


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def download(cast: Cast, plan: ImportPlan) -> tuple[list[list[Any]], FileResponse]:
    answer = visitor(Role.CHAIR, cast.berezovka).get(address(plan, "remarks"))
    assert isinstance(answer, FileResponse)
    content = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[arg-type]  # a file's chunks are not awaited
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python(), answer


def test_every_row_stays_and_the_last_column_says_what_is_wrong(cast: Cast) -> None:
    rows, answer = download(cast, planned(cast.berezovka, [ANNA, BORIS, NAMELESS], name="учителя.csv"))
    assert rows[0] == [*HEADINGS, "Пометки"]
    assert rows[1] == [*ANNA, ""]
    assert rows[2][:5] == list(BORIS)
    assert "Внесём без этого значения" in rows[2][5]
    assert "Строка не будет внесена" in rows[3][5]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_formulas_stay_text(cast: Cast) -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=";").writerows(
        [HEADINGS, *[[BORIS[0], "31.02.1991", "", said, ""] for said in FORMULAS]]
    )
    plan = planned_file(cast.berezovka, table.getvalue().encode("utf-8-sig"))
    rows, answer = download(cast, plan)
    assert [row[3] for row in rows[1:]] == list(FORMULAS)
    assert b"<f>" not in answer.getvalue()


def test_nothing_in_the_name_of_the_file_becomes_a_header(cast: Cast) -> None:
    name = 'учителя"; filename="evil.exe\r\nSet-Cookie: a=b.csv'
    _rows, answer = download(cast, planned(cast.berezovka, [BORIS], name=name))
    assert 'evil.exe"' not in answer.headers["Content-Disposition"]
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
