"""A list of members as a large primary keeps it: title rows, one name column, dates and phones written as people do."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter

from benchmarks.people import TODAY, Someone, people

_TITLE = "Список членов Профсоюза первичной профсоюзной организации университета"
_HEADINGS = ("№ п/п", "Ф.И.О.", "Дата рождения", "Должность", "Телефон", "Дата вступления", "№ билета", "Примечание")
_COMMENT, _WORDS_FOR_DATES, _BAD = 0.03, 0.2, 0.01

Cell = str | int | date


def rows(*, count: int, first_number: int) -> Iterator[Sequence[Cell]]:
    """The list from its title to its last person."""
    rng = Random(7)  # noqa: S311 (nobody real, nothing secret)
    yield (_TITLE,)
    yield (f"на {TODAY:%d.%m.%Y}",)
    yield _HEADINGS
    for number, one in enumerate(people(count=count, seed=2, first_number=first_number), start=1):
        yield _row(number, one, rng)


def write_xlsx(*, path: Path, count: int, first_number: int) -> None:
    """The list as Excel keeps it: dates as dates, texts in the shared table of strings."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "tmpdir": str(path.parent)}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("Список")
        for place, cells in enumerate(rows(count=count, first_number=first_number)):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                else:
                    sheet.write(place, column, cell)


def write_csv(*, path: Path, count: int, first_number: int) -> None:
    """The same list as 1С and Excel export it: semicolons, the Russian code page."""
    with path.open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for cells in rows(count=count, first_number=first_number):
            writer.writerow(f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in cells)


def _row(number: int, one: Someone, rng: Random) -> Sequence[Cell]:
    name = f"{one.last} {one.first} {one.middle}".strip()
    born: Cell = one.born
    if rng.random() < _WORDS_FOR_DATES:
        born = f"{one.born:%d.%m.%Y} г."
    if rng.random() < _BAD:
        born = "31.02.1970"
    comment = "в декретном отпуске" if rng.random() < _COMMENT else ""
    return (number, name, born, one.position, _phone(one.phone, rng), one.joined, one.ticket, comment)


def _phone(number: str, rng: Random) -> str:
    code, rest = number[2:5], number[5:]
    return rng.choice((f"8({code}){rest[:3]}-{rest[3:5]}-{rest[5:]}", f"8{code}{rest}", f"+7 {code} {rest}", number))
