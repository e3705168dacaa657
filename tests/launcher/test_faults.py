"""kill -9 of anything: what is killed comes back, and nothing that was committed is lost."""

import contextlib
import os
import signal

import psutil
import psycopg
import pytest

from tests.launcher.conftest import Platform, answers, wait_until

pytestmark = pytest.mark.slow
_WRITE = "INSERT INTO edinstvo_fact (name, value) VALUES (%s, 'committed')"
_READ = "SELECT count(*) FROM edinstvo_fact WHERE value = 'committed'"


def _write(platform: Platform, name: str) -> None:
    with platform.connect() as connection:
        connection.execute(_WRITE, [name])


def _written(platform: Platform) -> int:
    """How much of it is there; nothing while the database is away."""
    try:
        with platform.connect() as connection:
            row = connection.execute(_READ).fetchone()
    except psycopg.OperationalError:
        return 0
    return int(row[0]) if row else 0


def _kill(numbers: list[int]) -> None:
    _signal(numbers, signal.SIGKILL)


def _signal(numbers: list[int], sort: signal.Signals) -> None:
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, sort)


def _makers(platform: Platform) -> list[int]:
    """The numbers of what makes a cluster in this folder: initdb, and the server that it calls."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = process.cmdline()
            if line and line[0].endswith("initdb") and any(str(platform.folder) in word for word in line):
                found += [process.pid, *(child.pid for child in process.children(recursive=True))]
    return found


def test_of_each_child_in_turn_is_mended_while_the_platform_runs(platform: Platform) -> None:
    platform.open()
    wait_until(lambda: platform.numbers_of("run_worker"))
    for written, word in enumerate(["granian", "uvicorn", "run_worker", "bin/postgres"], start=1):
        _write(platform, word)
        killed = platform.numbers_of(word)
        _kill(killed[:1])
        wait_until(lambda word=word, killed=killed: set(platform.numbers_of(word)) - set(killed))
        wait_until(lambda: answers(platform.address))
        wait_until(lambda written=written: _written(platform) == written)


def test_of_the_launcher_leaves_nothing_that_hinders_the_next_start(platform: Platform) -> None:
    process = platform.open()
    _write(platform, "before")
    _kill([process.pid])
    platform.open()
    assert answers(platform.address)
    assert _written(platform) == 1


def test_of_everything_at_once_leaves_nothing_that_hinders_the_next_start(platform: Platform) -> None:
    process = platform.open()
    _write(platform, "before")
    _kill([process.pid, *(one.pid for one in platform.processes() if one.pid != process.pid)])
    platform.open()
    assert answers(platform.address)
    assert _written(platform) == 1


def test_during_the_very_first_start_leaves_nothing_that_hinders_the_next_one(new_platform: Platform) -> None:
    process = new_platform.begin()
    wait_until(lambda: (new_platform.folder / "postgres").exists())
    _kill([process.pid, *(one.pid for one in new_platform.processes() if one.pid != process.pid)])
    new_platform.open()
    assert answers(new_platform.address)


def test_of_the_launcher_alone_while_the_cluster_is_being_made_does_not_hinder_the_next_start(
    new_platform: Platform,
) -> None:
    """What the killed launcher left behind goes on just when the next one makes the same cluster."""
    process = new_platform.begin()
    wait_until(lambda: _makers(new_platform))
    left = _makers(new_platform)
    _signal(left, signal.SIGSTOP)
    _kill([process.pid])
    new_platform.begin()
    wait_until(lambda: set(_makers(new_platform)) - set(left))
    _signal(left, signal.SIGCONT)
    # A whole first start, with all tables to be made.
    wait_until(lambda: answers(new_platform.address), seconds=120)


def test_and_a_strangers_process_number_in_the_lock_file_does_not_hinder_the_next_start(platform: Platform) -> None:
    process = platform.open()
    lock = platform.folder / "postgres" / "data" / "postmaster.pid"
    _write(platform, "before")
    left = lock.read_text()
    _kill([process.pid, *(one.pid for one in platform.processes() if one.pid != process.pid)])
    wait_until(lambda: not platform.processes())
    lock.write_text("\n".join([str(os.getpid()), *left.split("\n")[1:]]))
    platform.open()
    assert _written(platform) == 1
