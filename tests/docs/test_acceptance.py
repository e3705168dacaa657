"""What docs/acceptance.md names as proof is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
NAMED = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", (HOUSE / "docs/acceptance.md").read_text())


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_names_only_tests_that_exist(file: str, name: str) -> None:
    source = (HOUSE / "tests" / file.removeprefix("tests/")).read_text()
    assert re.search(rf"^\s*(def|class) {name}\b", source, re.MULTILINE) if name else source.strip()


def test_says_of_every_requirement_what_shows_it() -> None:
    rows = [line for line in (HOUSE / "docs/acceptance.md").read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row for row in cells if len(row) != 2 or not all(row)] == []
