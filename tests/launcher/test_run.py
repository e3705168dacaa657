"""One command opens everything, as an ordinary user, and Ctrl-C ends it."""

import signal
import socket
import time

import httpx
import psutil
import pytest

from tests.launcher.conftest import Platform, answers, wait_until

pytestmark = pytest.mark.slow


def test_opens_everything_and_ends_it_within_ten_seconds(platform: Platform) -> None:
    process = platform.open()
    assert httpx.get(platform.address, follow_redirects=True, timeout=20).status_code == 200
    wait_until(lambda: answers(f"http://127.0.0.1:{platform.port + 1}"))
    wait_until(lambda: platform.numbers_of("run_worker"))
    assert f"{platform.address}/link/" in platform.heard
    everything = platform.processes()
    asked_at = time.monotonic()
    process.send_signal(signal.SIGINT)
    words, _ = process.communicate(timeout=10)
    assert time.monotonic() - asked_at < 10
    assert (process.returncode, words.strip()) == (0, "Everything has ended; the data are kept.")
    assert not [one for one in everything if psutil.pid_exists(one.pid) and one.is_running()]


def test_keeps_the_folder_to_itself_and_never_runs_the_server_as_root(platform: Platform) -> None:
    process = platform.open()
    assert platform.folder.stat().st_mode & 0o066 == 0
    assert (platform.folder / "postgres").stat().st_mode & 0o077 == 0
    assert (platform.folder / "secret-key").stat().st_mode & 0o077 == 0
    assert {psutil.Process(number).uids().effective for number in platform.numbers_of("bin/postgres")}.isdisjoint({0})
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)


def test_begins_nothing_anew_the_second_time(new_platform: Platform) -> None:
    process = new_platform.open()
    assert "Preparing the tables…" in new_platform.heard
    made = _made(new_platform)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    new_platform.open()
    assert "Preparing the tables…" not in new_platform.heard
    assert _made(new_platform) == made


def test_tells_a_second_launcher_that_the_folder_is_in_use(platform: Platform) -> None:
    first = platform.open()
    second = platform.begin(PORT="8999")
    words, _ = second.communicate(timeout=10)
    assert second.returncode == 1
    assert words == (f"Edinstvo already runs with this data folder: {platform.address}/ (process {first.pid}).\n")


def test_tells_that_a_port_is_taken(platform: Platform) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", platform.port + 1))
        other.listen()
        words, _ = platform.begin().communicate(timeout=10)
    assert words.startswith(f"Port {platform.port + 1} cannot be used: Address already in use. Choose another")


def test_keeps_demonstration_and_real_data_apart(platform: Platform) -> None:
    words, _ = platform.begin(DEMO="1").communicate(timeout=10)
    assert (
        words == f"{platform.folder} holds a real union, and a demonstration never goes there. Start it with DEMO=0.\n"
    )


def _made(platform: Platform) -> dict[str, object]:
    """When what takes long at the first start was made: the cluster, each style sheet and script, each migration."""
    files = [platform.folder / "postgres" / "data" / "PG_VERSION", *(platform.folder / "static").rglob("*")]
    with platform.connect() as connection:
        migrations = connection.execute("SELECT name, applied FROM django_migrations ORDER BY id").fetchall()
    return {"migrations": migrations, **{str(file): file.stat().st_mtime_ns for file in files}}
