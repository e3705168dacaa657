"""The lists as primary organisations really keep them come out as the files beside them say."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.registry.imports.rules.reading import LISTS, outcome_of

EXPECTED = sorted(LISTS.glob("*.expected.json"))


def test_every_list_has_an_expectation() -> None:
    lists = {path.name for path in LISTS.iterdir() if path.suffix not in (".json", ".md")}
    assert lists == {path.name.removesuffix(".expected.json") for path in EXPECTED}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_a_list_comes_out_as_expected(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    outcome = outcome_of(LISTS / wanted["file"])

    assert outcome.error == wanted.get("error")
    members = wanted.get("members", [])
    assert len(outcome.members) == len(members)
    for member, fields in zip(outcome.members, members, strict=True):
        assert {name: _plain(getattr(member, name)) for name in fields} == _with_nulls(fields)
    assert outcome.problems == wanted.get("problems", [])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value or None


def _with_nulls(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value or None for name, value in fields.items()}
