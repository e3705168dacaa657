"""How tests read a list: through the reading process, as of one fixed day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Cell, Row, Sheet
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.imports.rules.interpretation import NoNameColumn, interpret
from edinstvo.registry.imports.rules.member import ReadMember

TODAY = date(2026, 11, 24)
LISTS = Path(__file__).parents[3] / "data" / "member_lists"
ERRORS = {UnreadableFile: "unreadable_file", FileTooLarge: "file_too_large", NoNameColumn: "no_name_column"}


@dataclass(frozen=True)
class Outcome:
    """What came of a list: its people in order, or the error."""

    people: list[ReadMember]
    error: str | None = None

    @property
    def members(self) -> list[ReadMember]:
        """The people that can be imported."""
        return [member for member in self.people if not member.is_error]

    @property
    def names(self) -> list[str]:
        """Their names in one string each."""
        return [" ".join(filter(None, (one.last_name, one.first_name, one.middle_name))) for one in self.members]

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Every problem as the expected files write it."""
        found = (problem for member in self.people for problem in member.problems)
        return [
            {"row": one.row, "field": one.field, "code": str(one.code), "severity": str(one.severity)} for one in found
        ]


def outcome_of(path: Path) -> Outcome:
    """Read the list at `path` as the import does."""
    try:
        return Outcome(list(interpret(read_tables(path), today=TODAY)))
    except tuple(ERRORS) as fault:
        return Outcome([], ERRORS[type(fault)])


def outcome_of_rows(*rows: Sequence[Cell], name: str = "Лист1") -> Outcome:
    """Read rows that stand in one sheet from row 1 on."""
    numbered = (Row(number, list(cells)) for number, cells in enumerate(rows, start=1))
    try:
        return Outcome(list(interpret([Sheet(name=name, rows=numbered)], today=TODAY)))
    except NoNameColumn:
        return Outcome([], "no_name_column")
