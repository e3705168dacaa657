"""The command: its JSON is the contract that other programs rely on."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.models import Membership
from tests.cast import Cast, a_union

LISTS = Path(__file__).parents[2] / "data" / "member_lists"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in LISTS.glob("*.expected.json"))


def said(organisation: str, path: Path, *options: str) -> tuple[dict[str, Any], int]:
    """The object on standard output and the exit status."""
    output, status = io.StringIO(), 0
    try:
        call_command("import_members", str(path), "--organisation", organisation, "--json", *options, stdout=output)
    except SystemExit as end:
        status = int(end.code or 0)
    return json.loads(output.getvalue()), status


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_list_comes_out_as_expected(cast: Cast, name: str) -> None:
    expected = json.loads((LISTS / f"{name}.expected.json").read_text())
    got, status = said(str(cast.berezovka.inpo), LISTS / name, "--dry-run")

    assert got["error"] == expected.get("error")
    assert status == (2 if expected.get("error") else 0)
    members = [
        {key: got_one[key] or "" for key in one}
        for one, got_one in zip(expected.get("members", []), got["members"], strict=True)
    ]
    assert members == [{key: value or "" for key, value in one.items()} for one in expected.get("members", [])]
    problems = [{key: one[key] for key in ("row", "field", "code", "severity")} for one in got["problems"]]
    assert problems == expected.get("problems", [])
    assert all(one["message"] and one["column"] and one["sheet"] for one in got["problems"])
    assert {one["action"] for one in got["members"]} <= {"new"}


@pytest.mark.django_db
def test_a_dry_run_leaves_nothing_behind(cast: Cast) -> None:
    entries = Entry.objects.count()
    said(str(cast.berezovka.inpo), LISTS / "school_simple.xlsx", "--dry-run")
    assert not Membership.objects.exists()
    assert not ImportPlan.objects.exists()
    assert not StoredFile.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.django_db(transaction=True)
def test_brings_the_list_in_and_a_second_time_finds_everybody_the_same(cast: Cast) -> None:
    inpo = str(cast.berezovka.inpo)
    first, _ = said(inpo, LISTS / "school_simple.xlsx", "--operator", "Оператор")
    again, _ = said(inpo, LISTS / "school_simple.xlsx")

    assert (first["committed"], first["counts"]["new"]) == (True, 60)
    assert (again["committed"], again["counts"]["same"]) == (False, 60)
    assert {one["action"] for one in again["members"]} == {"same"}
    assert Membership.objects.filter(primary=cast.berezovka).count() == 60
    entry = Entry.objects.get(verb="list_committed")
    assert (entry.actor_name, entry.address) == ("Оператор", "command import-members")


@pytest.mark.django_db(transaction=True)
def test_an_unreadable_file_stores_nothing(cast: Cast) -> None:
    got, status = said(str(cast.berezovka.inpo), LISTS / "cut_off.xlsx")
    assert (got, status) == (
        {**got, "error": "unreadable_file", "members": [], "problems": [], "skipped": 0, "committed": False},
        2,
    )
    assert not Membership.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["4400100012", "нет", "0000000000"])
def test_a_mistyped_number_is_refused_in_words(cast: Cast, typed: str) -> None:
    with pytest.raises(CommandError, match=r"digit|no organisation"):
        said(typed, LISTS / "school_simple.xlsx")


@pytest.mark.django_db
def test_a_territory_takes_no_lists(cast: Cast) -> None:
    with pytest.raises(CommandError, match="primary"):
        said(str(cast.galich.inpo), LISTS / "school_simple.xlsx", "--dry-run")
