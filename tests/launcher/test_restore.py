"""`edinstvo restore`: every row, file and right as it was, at an empty place, or nothing."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.binaries import server_programs
from tests.launcher.conftest import Platform, open_folder, wait_until
from tests.launcher.copying import (
    BYTES,
    KEY,
    done,
    fill,
    kill_everything,
    refused,
    reseal,
    rows_of,
    schema_of,
    served,
    superuser,
)

pytestmark = [pytest.mark.slow, pytest.mark.copies]


@pytest.fixture(scope="session")
def source(prepared_with_people: Path) -> Iterator[Platform]:
    """A union with oddities, of which a copy lies beside it."""
    with open_folder() as folder:
        platform = Platform(folder=folder / "data", as_root=False)
        subprocess.run(["cp", "-a", prepared_with_people, platform.folder], check=True)
        with served(platform), platform.connect() as connection:
            fill(connection, files=platform.folder / "files")
            connection.execute("ALTER TABLE odd FORCE ROW LEVEL SECURITY")
        done(platform, "backup", str(folder / "copy"), "--quiet")
        yield platform
        platform.end()


@pytest.fixture
def copied(source: Platform, folder: Path) -> Path:
    """That copy, for one test."""
    subprocess.run(["cp", "-a", source.folder.with_name("copy"), folder / "copy"], check=True)
    return folder / "copy"


def test_gives_back_every_row_file_and_right(source: Platform, copied: Path, other: Platform) -> None:
    words = done(other, "restore", str(copied), "--json")
    assert json.loads(words)["place"] == str(other.folder)
    assert other.processes() == []
    programs = server_programs(user=None)
    with served(source), served(other):
        assert rows_of(superuser(other)) == rows_of(superuser(source))
        assert schema_of(superuser(other), programs=programs) == schema_of(superuser(source), programs=programs)
        with other.connect() as connection:
            assert connection.execute("SELECT nextval('odd_id_seq')").fetchone() == (501,)
            connection.execute("CREATE TABLE later (id int)")
        with psycopg.connect(superuser(other).replace("postgres@", "edinstvo_app@")) as connection:
            connection.execute("DELETE FROM later")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DELETE FROM odd")
    assert (other.folder / "files" / KEY).read_bytes() == BYTES
    assert (other.folder / "secret-key").read_text() == (source.folder / "secret-key").read_text()
    other.open()
    assert (other.folder / "mode").read_text() == "real\n"


@pytest.mark.parametrize("name", ["database/toc.dat", f"files/{KEY}", "secret-key", "manifest.json", "rows"])
def test_refuses_a_copy_with_one_byte_changed(copied: Path, other: Platform, name: str) -> None:
    largest = max((copied / "database").iterdir(), key=lambda path: path.stat().st_size)
    file = largest if name == "rows" else copied / name
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    for more in ((), ("--verify-only",)):
        said = refused(other, "restore", str(copied), *more)
        assert "is damaged; 1 of its files" in said
        assert file.name in said
    assert not other.folder.exists()


def test_refuses_a_copy_without_one_of_its_files(copied: Path, other: Platform) -> None:
    next((copied / "database").glob("*.dat.gz")).unlink()
    assert "is damaged; 1 of its files are missing" in refused(other, "restore", str(copied))
    (copied / "manifest.json").unlink()
    assert "is no whole copy: manifest.json cannot be read" in refused(other, "restore", str(copied))
    assert not other.folder.exists()


def test_refuses_a_copy_of_a_newer_platform(copied: Path, other: Platform) -> None:
    reseal(copied, platform="9.0", applied=["members.0001_initial", "members.9999_of_tomorrow"])
    assert "was made by a newer platform (9.0)" in refused(other, "restore", str(copied), "--verify-only")
    reseal(copied, applied=[], format=2)
    assert "was made by a newer platform (9.0)" in refused(other, "restore", str(copied), "--verify-only")


def test_only_looks_at_the_copy_when_asked_to(copied: Path, other: Platform) -> None:
    assert "is whole" in done(other, "restore", str(copied), "--verify-only")
    assert not other.folder.exists()


def test_refuses_a_place_where_a_union_is_and_leaves_it_as_it_is(filled: Platform, copied: Path) -> None:
    assert "already holds a union" in refused(filled, "restore", str(copied))
    filled.open()
    assert "Edinstvo already runs with this data folder" in refused(filled, "restore", str(copied))
    with filled.connect() as connection:
        assert connection.execute("SELECT count(*) > 100 FROM members_person").fetchone() == (True,)


def test_names_tables_that_are_not_the_same_and_opens_nothing(copied: Path, other: Platform) -> None:
    tables = json.loads((copied / "manifest.json").read_text())["tables"]
    tables["public.odd"]["rows"] += 3
    tables["public.members_person"]["checksum"] = "17"
    reseal(copied, tables=tables)
    said = refused(other, "restore", str(copied))
    assert "public.odd has 490 rows instead of 493" in said
    assert "public.members_person has as many rows" in said
    assert "that was broken off" in refused(other, "indicators", "--as-of", "2026-01-01")


@pytest.mark.parametrize("moment", ["Giving back the stored files", "Restoring the database", "Comparing every row"])
def test_killed_in_the_middle_opens_nothing_and_begins_anew(copied: Path, other: Platform, moment: str) -> None:
    stopped = other.command("restore", str(copied))
    assert stopped.stderr is not None
    while moment not in (line := stopped.stderr.readline()):
        assert line
    kill_everything(other)
    stopped.communicate(timeout=20)
    wait_until(lambda: other.processes() == [])
    opening = other.begin()
    words, _ = opening.communicate(timeout=30)
    assert opening.returncode == 1
    assert "or that was broken off" in words
    assert "or that was broken off" in refused(other, "backup", str(copied.with_name("second")))
    done(other, "restore", str(copied))
    with served(other), other.connect() as connection:
        assert connection.execute("SELECT count(*) FROM members_person").fetchone() > (1999,)


def test_is_of_the_kind_that_the_copy_is(copied: Path, other: Platform) -> None:
    assert "holds a union of another kind (real)" in refused(other, "restore", str(copied), DEMO="1")
    assert "each the same" in done(other, "restore", str(copied), DEMO="")
    assert (other.folder / "mode").read_text() == "real\n"
