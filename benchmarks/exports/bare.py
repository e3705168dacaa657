"""The same query through a server-side cursor, written by csv or xlsxwriter alone: no labels, no checks, no store."""

import csv
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection, transaction

from benchmarks.exports.watching import COLUMNS
from benchmarks.union import OPERATOR
from edinstvo.registry.members.permissions import exportable_by
from edinstvo.registry.members.queries import exporting
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation

_CHUNK = 2000
_BIRTH = 1 + COLUMNS.index("birth_date")


def bare(*, kind: str, organisation: Organisation, on: date) -> float:
    """Seconds of the file."""
    write = {"csv": _write_csv, "xlsx": _write_xlsx}[kind]
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        write(Path(folder) / f"list.{kind}", _rows(organisation, on))
    return time.perf_counter() - begun


def _rows(organisation: Organisation, on: date) -> Iterator[Sequence[Any]]:
    """The statement of the export, word for word."""
    rows = filtered(filters=Filters(organisation=organisation), on=on, seen_by=OPERATOR)
    wanted = [exporting.COLUMNS[name][0] for name in COLUMNS]
    asked = rows.filter(exportable_by(OPERATOR)).order_by("name_key", "id").values_list("id", *wanted)
    sql, parameters = asked.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(_CHUNK):
            yield from chunk


def _write_csv(target: Path, rows: Iterator[Sequence[Any]]) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _write_xlsx(target: Path, rows: Iterator[Sequence[Any]]) -> None:
    with xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": str(target.parent)}) as book:
        day, sheet = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if column == 0:
                    sheet.write_number(number, column, value)
                elif column == _BIRTH:
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_string(number, column, value)
