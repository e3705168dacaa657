"""The command: its JSON is the contract that other programs rely on."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import Cast, a_union
from tests.registry.structure.committee_lists import HEADINGS, Rows, workbook_at

ROWS: Rows = (
    ("Реестр организаций Костромской областной организации Профсоюза",),
    HEADINGS,
    ("Галичская районная организация", "", "", "СИДОРОВ Иван Иванович", "8 910 555-01-13", "", ""),
    ("Галичская районная организация", "ППО Берёзовской средней школы", "", "Иванова М.П.", "", "Anna@Example.org", 12),
    ("", "ППО детского сада «Ромашка»", "первичная", "", "2-34-56", "", "5 чел."),
    ("Нейская районная организация", "ППО школы № 1", "", "", "", "", ""),
    ("", "ППО школы №1", "", "", "", "", ""),
    ("Итого", "", "", "", "", "", 17),
)


def said(organisation: Organisation, path: Path, *options: str) -> tuple[dict[str, Any], int]:
    """The object on standard output and the exit status."""
    output, status = io.StringIO(), 0
    place = str(organisation.inpo)
    try:
        call_command("import_organisations", str(path), "--organisation", place, "--json", *options, stdout=output)
    except SystemExit as end:
        status = int(end.code or 0)
    return json.loads(output.getvalue()), status


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.django_db
def test_a_dry_run_says_what_would_be_done_and_leaves_nothing_behind(cast: Cast, tmp_path: Path) -> None:
    entries, organisations = Entry.objects.count(), Organisation.objects.count()
    got, status = said(cast.kostroma, workbook_at(tmp_path, {"Лист1": ROWS}), "--dry-run")

    assert (status, got["error"], got["committed"], got["skipped"]) == (0, None, False, 1)
    keys = ("row", "action", "type", "name", "parent", "chair")
    galich, neya, region = "Галичская районная организация", "Нейская районная организация", cast.kostroma.name
    assert [tuple(one[key] for key in keys) for one in got["organisations"]] == [
        (3, "update", "territorial", galich, region, "Сидоров Иван Иванович"),
        (4, "update", "primary", "ППО Берёзовской средней школы", galich, "Иванова М. П."),
        (5, "new", "primary", "ППО детского сада «Ромашка»", galich, None),
        (6, "new", "territorial", neya, region, None),
        (6, "new", "primary", "ППО школы № 1", neya, None),
        (7, "duplicate", "primary", "ППО школы №1", neya, None),
    ]
    known, new = got["organisations"][1], got["organisations"][2]
    assert (known["inpo"], known["email"], known["members"]) == (cast.berezovka.inpo, "anna@example.org", 12)
    assert (new["inpo"], new["institution"], new["members"], new["phone"]) == (None, "preschool", 5, None)
    problems = [(one["row"], one["column"], one["field"], one["code"], one["severity"]) for one in got["problems"]]
    assert problems == [
        (5, "E", "phone", "invalid_phone", "warning"),
        (7, None, "name", "duplicate_row", "error"),
    ]
    assert all(one["message"] and one["sheet"] == "Лист1" for one in got["problems"])
    assert not StructurePlan.objects.exists()
    assert not StoredFile.objects.exists()
    assert (Entry.objects.count(), Organisation.objects.count()) == (entries, organisations)


@pytest.mark.django_db
def test_a_file_that_is_no_list_exits_with_two(cast: Cast, tmp_path: Path) -> None:
    got, status = said(cast.kostroma, workbook_at(tmp_path, {"Лист1": [("Дата", "Сумма"), (1, 2)]}), "--dry-run")
    assert (got["error"], got["organisations"], status) == ("no_name_column", [], 2)
    (broken := tmp_path / "структура.xlsx").write_bytes(b"PK\x03\x04 cut off")
    got, status = said(cast.kostroma, broken, "--dry-run")
    assert (got["error"], status) == ("unreadable_file", 2)
    with pytest.raises(CommandError, match="regional or territorial"):
        said(cast.lyceum, workbook_at(tmp_path, {"Лист1": ROWS}))


@pytest.mark.django_db(transaction=True)
def test_brings_the_list_in_and_a_second_time_finds_everything_the_same(cast: Cast, tmp_path: Path) -> None:
    path = workbook_at(tmp_path, {"Лист1": ROWS})
    first, _ = said(cast.kostroma, path, "--operator", "Оператор", "--since", "2020-11-01")
    again, _ = said(cast.kostroma, path)

    assert (first["committed"], first["counts"]["new"], first["counts"]["update"]) == (True, 3, 2)
    assert (again["committed"], again["counts"]["same"], again["counts"]["duplicate"]) == (False, 5, 1)
    assert {one["inpo"] for one in again["organisations"][:5]} >= {cast.galich.inpo, cast.berezovka.inpo}
    entry = Entry.objects.get(verb="structure_committed")
    assert (entry.actor_name, entry.address) == ("Оператор", "command import-organisations")
