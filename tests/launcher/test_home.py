"""Where the server lives when the one who starts it is root below a private folder, and otherwise."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from launcher import binaries, home
from launcher.place import Mode, Place, make_place
from launcher.postgres import TemporaryServer


@pytest.fixture
def private(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder closed to everybody else, with a copy of the wheel in it; and a public place for the server."""
    closed, site = folder / "closed", folder / "closed" / "site"
    site.mkdir(parents=True)
    wheel = binaries._package_folder()
    for name in (wheel.name, f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / name, site / name, ignore=shutil.ignore_patterns("pginstall", "include"))
    closed.chmod(0o700)
    monkeypatch.setattr(binaries, "_package_folder", lambda: site / wheel.name)
    for module in (binaries, home):
        monkeypatch.setattr(module, "PUBLIC_HOME", folder / "public")
    return closed


def test_is_public_for_root_below_a_private_folder_and_no_permission_is_changed(private: Path, folder: Path) -> None:
    place = Place(folder=private / "data", mode=Mode.REAL)
    make_place(place=place)
    server = home.server_of(place=place)
    server.start()
    server.prepare()
    with psycopg.connect(server.app_url) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("edinstvo_app",)
    server.stop(patience=5)
    assert private.stat().st_mode & 0o777 == 0o700
    is_public = os.geteuid() == 0
    assert server.home.is_relative_to(folder / "public") is is_public
    assert server.programs.is_relative_to(folder / "public") is is_public
    assert home.server_of(place=place).home == server.home


def test_of_a_removed_folder_is_never_taken_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = folder / "closed"
    private.mkdir(mode=0o700)
    monkeypatch.setattr(home, "PUBLIC_HOME", folder / "public")
    place = Place(folder=private / "data", mode=Mode.REAL)
    make_place(place=place)
    first = home.server_of(place=place).home
    shutil.rmtree(place.folder)
    make_place(place=place)
    second = home.server_of(place=place).home
    assert (first == second) is (os.geteuid() != 0)


def test_has_a_short_socket_however_long_its_path_is(folder: Path) -> None:
    folder = folder / ("a" * 60) / ("b" * 60)
    folder.mkdir(parents=True)
    place = Place(folder=folder / "data", mode=Mode.REAL)
    make_place(place=place)
    server = home.server_of(place=place)
    server.start()
    server.stop(patience=5)
    assert len(os.fsencode(server.socket)) < 60
    shutil.rmtree(server.socket)


def test_of_a_killed_test_session_is_swept_by_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("launcher.postgres._SECONDS_TO_BE_HELD", 0.0)
    with TemporaryServer() as living:
        left = living.home.with_name(f"{living.home.name}-left")
        shutil.copytree(living.home, left, ignore=shutil.ignore_patterns("data", "socket"))
        with TemporaryServer():
            assert not left.exists()
            assert living.home.exists()
