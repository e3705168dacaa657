"""Figures as a file: one table, for Excel, as text or to be printed."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.tables.plain import write_table
from edinstvo.foundation.ui.downloads import download
from edinstvo.registry.organisations.models import Organisation

# Of a few, and of what stands beside them: which of both it is would tell the one from the other.
KEPT_BACK = "…"
_TEMPLATE = "insight/indicators/documents/board.typ"


class Kind(StrEnum):
    """The files that figures are given out as."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


KINDS = {
    Kind.XLSX: gettext_lazy("Excel (.xlsx)"),
    Kind.CSV: gettext_lazy("Text with separators (.csv)"),
    Kind.PDF: gettext_lazy("To be printed (.pdf)"),
}


@dataclass(frozen=True)
class Table:
    """What a spreadsheet holds."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Paper:
    """What the printed sheet shows of the same: `day` under its title, `note` under the table."""

    day: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    note: str


@dataclass(frozen=True)
class Sheet:
    """Figures of one organisation or of some, both ways; `name` is that of the file, without its ending."""

    places: Sequence[Organisation]
    title: str
    name: str
    table: Table
    paper: Paper


def file_of(kind: str, *, draw: Callable[[], Sheet]) -> FileResponse:
    """The file of that kind. A paper is Russian; a table speaks the language of whoever takes it."""
    with translation.override(settings.LANGUAGE_CODE if kind == Kind.PDF else translation.get_language()):
        sheet = draw()
        content = _printed(sheet) if kind == Kind.PDF else _written(sheet, kind)
    return download(content, name=sheet.name, kind=kind)


def _written(sheet: Sheet, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "figures"
        write_table(target, kind=kind, headings=sheet.table.headings, rows=sheet.table.rows, sheet=sheet.title)
        return target.read_bytes()


def _printed(sheet: Sheet) -> bytes:
    foot = ", ".join(place.short_name for place in sheet.places)
    data: dict[str, Printable] = {
        "head": [place.name for place in sheet.places],
        "title": sheet.title,
        "day": sheet.paper.day,
        "columns": list(sheet.paper.columns),
        "rows": [list(row) for row in sheet.paper.rows],
        "foot": foot,
        "note": sheet.paper.note,
    }
    return render_pdf(_TEMPLATE, [data], title=f"{sheet.title}: {foot}", on=timezone.localdate())
