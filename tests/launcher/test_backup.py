"""`edinstvo backup`: a copy of one moment, while people work, whole or not at all."""

import json
import signal
import stat
import threading
from pathlib import Path

import psycopg
import pytest

from tests.launcher.conftest import Platform, wait_until
from tests.launcher.copying import BYTES, KEY, done, fill, kill_everything, refused, served

pytestmark = [pytest.mark.slow, pytest.mark.copies]
_LEDGER = """
    CREATE TABLE ledger (id bigserial PRIMARY KEY, amount int NOT NULL, words text DEFAULT repeat('x', 200));
    CREATE TABLE ledger_total (rows bigint NOT NULL, amount bigint NOT NULL);
    INSERT INTO ledger_total VALUES (0, 0);
"""
_COUNTED = "SELECT count(*), coalesce(sum(amount), 0) FROM ledger"
_TOTAL = "SELECT rows, amount FROM ledger_total"


class Writer(threading.Thread):
    """Adds rows and keeps their total in the same transaction, until it is told to end."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(daemon=True)
        self._platform, self.written, self._ended = platform, 0, threading.Event()

    def run(self) -> None:
        with self._platform.connect() as connection:
            while not self._ended.is_set():
                with connection.transaction():
                    connection.execute("INSERT INTO ledger (amount) SELECT n FROM generate_series(1, 20) n")
                    connection.execute("UPDATE ledger_total SET rows = rows + 20, amount = amount + 210")
                self.written += 20

    def end(self) -> None:
        self._ended.set()
        self.join()


def test_beside_people_at_work_is_of_one_moment(filled: Platform, other: Platform, folder: Path) -> None:
    filled.open()
    with filled.connect() as connection:
        connection.execute(_LEDGER)
    writer = Writer(filled)
    writer.start()
    wait_until(lambda: writer.written > 200)
    before = writer.written
    said = json.loads(done(filled, "backup", str(folder / "copy"), "--json", "--quiet"))
    after = writer.written
    writer.end()
    done(other, "restore", str(folder / "copy"))
    with served(other), other.connect() as connection:
        total = connection.execute(_TOTAL).fetchone()
        assert connection.execute(_COUNTED).fetchone() == total
    assert total is not None
    assert before <= total[0] < after
    assert said["rows"] > 100_000
    assert said["absent"] == []


def test_is_private_and_says_what_it_holds(filled: Platform, folder: Path) -> None:
    with served(filled), filled.connect() as connection:
        fill(connection, files=filled.folder / "files")
    copy = folder / "copy"
    words = done(filled, "backup", str(copy))
    assert "84 tables" not in words  # the oddities are one more
    assert "1 stored files" in words
    assert "all personal data and the key of the register" in words
    assert (copy / "files" / KEY).read_bytes() == BYTES
    assert [path.name for path in (copy / "files" / KEY).parent.iterdir()] == [Path(KEY).name]
    assert (copy / "secret-key").read_text() == (filled.folder / "secret-key").read_text()
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [copy, *copy.rglob("*")]}
    assert modes == {0}
    manifest = json.loads((copy / "manifest.json").read_text())
    assert manifest["tables"]["public.odd"]["rows"] == 490
    assert manifest["mode"] == "real"
    assert filled.processes() == []


def test_is_made_without_a_stored_file_that_is_gone_and_tells_of_it(filled: Platform, folder: Path) -> None:
    with served(filled), filled.connect() as connection:
        fill(connection, files=filled.folder / "files")
    (filled.folder / "files" / KEY).unlink()
    command = filled.command("backup", str(folder / "copy"), "--json", "--quiet")
    words, remarks = command.communicate(timeout=60)
    assert json.loads(words)["absent"] == [KEY]
    assert remarks.startswith("1 stored files are not in the folder any more")


def test_killed_in_the_middle_leaves_nothing_that_could_be_taken_for_a_copy(filled: Platform, folder: Path) -> None:
    copy = folder / "copy"
    stopped = filled.command("backup", str(copy))
    wait_until(lambda: list(folder.glob("copy.unfinished-*/database/*.dat.gz")))
    kill_everything(filled)
    stopped.communicate(timeout=20)
    wait_until(lambda: filled.processes() == [])
    left = list(folder.glob("copy*"))
    assert [path.name.split("-")[0] for path in left] == ["copy.unfinished"]
    assert "was not finished" in refused(filled, "restore", str(left[0]))
    (folder / "mine.unfinished-12345678").mkdir()
    (folder / "mine.unfinished-12345678" / "draft").touch()
    done(filled, "backup", str(folder / "next"))
    assert {path.name for path in folder.iterdir()} == {"data", "next", "mine.unfinished-12345678"}


def test_asked_to_end_ends_quietly_and_leaves_nothing(filled: Platform, folder: Path) -> None:
    stopped = filled.command("backup", str(folder / "copy"))
    wait_until(lambda: list(folder.glob("copy.unfinished-*")))
    stopped.send_signal(signal.SIGINT)
    assert "Traceback" not in stopped.communicate(timeout=30)[1]
    assert stopped.returncode == 128 + signal.SIGINT
    assert list(folder.glob("copy*")) == []
    assert filled.processes() == []


def test_without_room_is_refused_and_leaves_nothing(filled: Platform, folder: Path) -> None:
    filled.open()
    filled._prefix = [*filled._prefix, "sh", "-c", 'ulimit -f 64; exec "$@"', "sh"]
    assert refused(filled, "backup", str(folder / "copy")).startswith("PostgreSQL's program did not manage it")
    assert list(folder.glob("copy*")) == []


def test_is_refused_where_something_stands_or_nothing_can_be_written(platform: Platform, folder: Path) -> None:
    (folder / "copy").mkdir()
    assert refused(platform, "backup", str(folder / "copy")) == (
        f"{folder}/copy already exists. Name a folder that does not."
    )
    assert "No such file or directory. Name another folder." in refused(platform, "backup", str(folder / "no" / "copy"))


def test_is_refused_where_no_union_is(new_platform: Platform, folder: Path) -> None:
    assert "holds no union yet" in refused(new_platform, "backup", str(folder / "copy"))
    assert not new_platform.folder.exists()
    assert list(folder.glob("copy*")) == []


def test_waits_for_no_migration(platform: Platform, folder: Path) -> None:
    with served(platform), platform.connect() as connection:
        connection.execute("UPDATE edinstvo_fact SET value = 'of yesterday' WHERE name = 'migrations'")
    done(platform, "backup", str(folder / "copy"), "--quiet")
    with served(platform), psycopg.connect(f"{platform_address(platform)}") as connection:
        assert connection.execute("SELECT 1 FROM edinstvo_fact WHERE name = 'migrations'").fetchone() == (1,)


def platform_address(platform: Platform) -> str:
    """As the owner."""
    return f"postgresql://edinstvo_owner@/edinstvo?host={platform.folder / 'postgres' / 'socket'}"
