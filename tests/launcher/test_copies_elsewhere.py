"""Copies of and into a database that DATABASE_URL names: other servers, other roles."""

import os
from pathlib import Path

import psycopg
import pytest

from launcher.postgres import Server, TemporaryServer
from tests.launcher.conftest import Platform
from tests.launcher.copying import ODDITIES, done, refused, rows_of, schema_of, served, superuser

pytestmark = [pytest.mark.slow, pytest.mark.database, pytest.mark.copies]
_CHECK = ("check",)


def _server() -> TemporaryServer:
    return TemporaryServer(bin_dir=os.environ.get("EDINSTVO_TEST_PG_BIN"))


def _addresses(server: Server, **more: str) -> dict[str, str]:
    return {"DATABASE_URL": server.app_url, "DATABASE_OWNER_URL": server.owner_url, **more}


def test_comes_back_on_another_server_as_it_was(new_platform: Platform, other: Platform, folder: Path) -> None:
    new_platform._prefix = other._prefix = []
    with _server() as one, _server() as two:
        done(new_platform, *_CHECK, **_addresses(one))
        with psycopg.connect(one.owner_url, autocommit=True) as connection:
            connection.execute(ODDITIES)
            connection.execute("ALTER TABLE odd FORCE ROW LEVEL SECURITY")
        # The owner of a table with forced policies sees what they let through: a copy of less than all is refused.
        assert "row-level security" in refused(new_platform, "backup", str(folder / "copy"), **_addresses(one))
        with psycopg.connect(one.owner_url, autocommit=True) as connection:
            connection.execute("ALTER TABLE odd NO FORCE ROW LEVEL SECURITY")
        done(new_platform, "backup", str(folder / "copy"), **_addresses(one))
        assert "each the same" in done(other, "restore", str(folder / "copy"), **_addresses(two))
        assert rows_of(two.owner_url) == rows_of(one.owner_url)
        assert schema_of(two.owner_url, programs=one.programs) == schema_of(one.owner_url, programs=one.programs)
        done(other, *_CHECK, **_addresses(two))
        third = {**_addresses(two), "EDINSTVO_DATA": str(folder / "third")}
        assert "The database is not empty" in refused(other, "restore", str(folder / "copy"), **third)


def test_moves_from_the_embedded_server_to_roles_of_other_names(
    filled: Platform, other: Platform, folder: Path
) -> None:
    with served(filled), filled.connect() as connection:
        connection.execute(ODDITIES)
    done(filled, "backup", str(folder / "copy"))
    with served(filled):
        expected = rows_of(superuser(filled))
    other._prefix = []
    with _server() as server:
        addresses = _with_other_roles(server)
        done(other, "restore", str(folder / "copy"), **addresses)
        found = rows_of(server.url(role="postgres", database="elsewhere"))
        assert found == expected
        _refuses_to_change_what_is_only_added(addresses["DATABASE_URL"])
        structure = schema_of(server.url(role="postgres", database="elsewhere"), programs=server.programs)
        assert "edinstvo_app" not in structure
        done(other, *_CHECK, **addresses)


def test_broken_off_it_is_opened_by_nobody_and_begins_anew(filled: Platform, other: Platform, folder: Path) -> None:
    done(filled, "backup", str(folder / "copy"))
    other._prefix = []
    with _server() as server:
        stopped = other.command("restore", str(folder / "copy"), **_addresses(server))
        assert stopped.stderr is not None
        while "Comparing every row" not in (line := stopped.stderr.readline()):
            assert line
        stopped.kill()
        stopped.communicate(timeout=20)
        elsewhere = _addresses(server, EDINSTVO_DATA=str(folder / "third"))
        assert "or that was broken off" in refused(other, *_CHECK, **_addresses(server))
        assert "or that was broken off" in refused(other, *_CHECK, **elsewhere)
        done(other, "restore", str(folder / "copy"), **_addresses(server))
        done(other, *_CHECK, **_addresses(server))


def _with_other_roles(server: Server) -> dict[str, str]:
    with psycopg.connect(server.url(role="postgres", database="postgres"), autocommit=True) as connection:
        connection.execute("ALTER ROLE edinstvo_owner RENAME TO union_owner")
        connection.execute("ALTER ROLE edinstvo_app RENAME TO union_app")
        connection.execute("CREATE DATABASE elsewhere OWNER union_owner TEMPLATE template0")
    _let_in(server)
    return {
        "DATABASE_URL": server.url(role="union_app", database="elsewhere"),
        "DATABASE_OWNER_URL": server.url(role="union_owner", database="elsewhere"),
    }


def _let_in(server: Server) -> None:
    """The renamed roles come in by the same door."""
    rules = server.data / "pg_ident.conf"
    rules.write_text(rules.read_text().replace("edinstvo_owner", "union_owner").replace("edinstvo_app", "union_app"))
    with psycopg.connect(server.url(role="postgres", database="postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")


def _refuses_to_change_what_is_only_added(app_url: str) -> None:
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM odd")
