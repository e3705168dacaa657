"""Lists of organisations for tests: written as a committee would, brought and planned through the actions."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.actions.bring_structure import bring_structure
from edinstvo.registry.structure.actions.commit_structure import commit_structure
from edinstvo.registry.structure.actions.make_structure_plan import make_structure_plan
from edinstvo.registry.structure.actions.undo_structure import undo_structure
from edinstvo.registry.structure.models import StructurePlan, StructureRow
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY

Rows = Sequence[Sequence[str | int | float]]
HEADINGS = (
    "Территориальная организация",
    "Первичная организация",
    "Тип",
    "Председатель",
    "Телефон",
    "E-mail",
    "Членов",
)

# Texts that nobody's cell should hold and somebody's does.
HOSTILE = (
    "<b>ППО</b> СОШ 3",
    "ППО {школы} \\ № 3",
    "ППО школы № 3 \U0001f600",
    "ППО школы\u202e № 3",
    "ППО \ud7ff\ue000 школы",
    "'; DROP TABLE organisations; --",
    '=HYPERLINK("https://example.org")',
    f"ППО {'х' * 290}",
    f"« {'х' * 200}",
    f"ППО {'очень ' * 80}длинной школы",
    "№ 17",
    "***",
    "«»",
    "ª",
    "территориальная",
    "Костромская областная организация",
    "2026-11-29",
    "99999999999999999999",
    "-1",
    "сорок",
    "bad mail",
    "a@b",
    f"a@{'b' * 70}.ru",
    f"{'Иванов-' * 40} Иван Иванович",
)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An Excel file with these sheets."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def workbook_at(folder: Path, sheets: Mapping[str, Rows], *, name: str = "структура.xlsx") -> Path:
    """The same, in a folder."""
    path = folder / name
    path.write_bytes(workbook(sheets))
    return path


def planned(
    organisation: Organisation, rows: Rows, *, actor: Actor = OPERATOR, title: str = "", founded_on: date = FOUNDED
) -> StructurePlan:
    """A plan made from these rows under HEADINGS, with a title above them if one is given."""
    content = workbook({"Лист1": [*([(title,)] if title else []), HEADINGS, *rows]})
    file = store_file(actor=actor, name="структура.xlsx", chunks=[content], at=NOW, most_bytes=10**8)
    plan = bring_structure(
        actor=actor, organisation=organisation, file=file, founded_on=founded_on, decision="", at=NOW, is_inline=True
    )
    plan = make_structure_plan(actor=actor, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    # The worker's own transaction would have written this down; here nobody is waited for.
    Work.objects.filter(pk=plan.work_id).update(state=Work.State.DONE, finished_at=NOW)
    return plan


def committed(plan: StructurePlan, *, actor: Actor = OPERATOR) -> StructurePlan:
    """The plan brought into the register."""
    return commit_structure(actor=actor, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)


def actions_of(plan: StructurePlan) -> list[tuple[str, str]]:
    """(name, action) of each row, in the order of the list."""
    return list(StructureRow.objects.filter(plan=plan).order_by("position").values_list("name", "action"))


def in_every_state(head: Organisation) -> dict[str, StructurePlan]:
    """A list to be checked, with a question and remarks, one in the register, and one undone."""
    territory = ("Нейская районная организация", "", "", "Сидоров Иван Иванович", "2-34-56", "", "")
    plans = {"committed": committed(planned(head, [territory, (territory[0], "ППО школы № 1", "", "", "", "", 31)]))}
    plans["planned"] = planned(
        head,
        [
            (territory[0], "ППО МБОУ СОШ № 1", "школа", "Белова А. И.", "", "нет", "тридцать"),
            (territory[0], f"Первичная профсоюзная организация {'Чухломского ' * 12}колледжа", "", "", "", "", ""),
            (territory[0], "", "", "", "8 910 555-01-12", "", ""),
            ("", "ППО школы № 1", "", "", "", "", ""),
            ("", "ППО школы №1", "", "", "", "", ""),
        ],
    )
    plans["undone"] = committed(
        planned(head, [("Кологривская районная организация", "ППО школы № 5", "", "", "", "", "")])
    )
    undo_structure(actor=OPERATOR, plan_id=plans["undone"].pk, at=NOW, report=say_nothing)
    return plans
