"""Operators' commands: they bring the database with them and leave nothing running behind."""

import signal

import psycopg
import pytest

from launcher.postgres import Server, TemporaryServer
from tests.launcher.conftest import Platform, wait_until

pytestmark = pytest.mark.slow
_SAY_ONE = ("shell", "--no-imports", "-c", "print(1)")
_WAIT = ("shell", "--no-imports", "-c", "import time; print('here', flush=True); time.sleep(60)")
_COUNT = (
    "shell",
    "--no-imports",
    "-c",
    "from django.contrib.contenttypes.models import ContentType as T; print(T.objects.count() > 9)",
)


def test_makes_the_database_on_an_empty_folder_and_says_only_its_answer(new_platform: Platform) -> None:
    words, remarks = new_platform.command(*_COUNT).communicate(timeout=60)
    assert (words, remarks) == ("True\n", "Preparing the tables…\n")
    assert new_platform.processes() == []


def test_uses_the_server_that_runs_and_leaves_it_running(platform: Platform) -> None:
    platform.open()
    server = platform.numbers_of("bin/postgres")
    command = platform.command(*_SAY_ONE)
    assert command.communicate(timeout=60) == ("1\n", "")
    assert platform.numbers_of("bin/postgres") == server


def test_waits_for_another_one_that_uses_its_server(new_platform: Platform) -> None:
    first, second = new_platform.command(*_SAY_ONE), new_platform.command(*_SAY_ONE)
    assert (first.communicate(timeout=60)[0], second.communicate(timeout=60)[0]) == ("1\n", "1\n")
    assert new_platform.processes() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_leaves_nothing_running_when_it_is_stopped(platform: Platform, number: signal.Signals) -> None:
    command = platform.command(*_WAIT)
    assert command.stdout is not None
    assert command.stdout.readline() == "here\n"
    command.send_signal(number)
    command.communicate(timeout=60)
    wait_until(lambda: platform.processes() == [])


def test_tells_that_there_is_no_such_command(platform: Platform) -> None:
    command = platform.command("import-everything")
    assert command.communicate(timeout=60) == ("", "There is no command “import-everything”. See: edinstvo help.\n")
    assert command.returncode == 1


def test_has_no_demonstration_in_a_real_union(platform: Platform) -> None:
    command = platform.command("demo-organisations", "--json")
    assert command.communicate(timeout=60) == (
        "",
        "This data folder holds a real union; there is no demonstration in it.\n",
    )


@pytest.mark.parametrize(("language", "said"), [("ru", "команды для операторов"), ("en", "commands for operators")])
def test_explains_itself_in_both_languages(new_platform: Platform, language: str, said: str) -> None:
    assert said in new_platform.command("help", "--lang", language).communicate(timeout=60)[0]
    assert said in new_platform.command("help", LANG=f"{language}_XX.UTF-8").communicate(timeout=60)[0]
    assert "usage: edinstvo restore" in new_platform.command("help", "restore").communicate(timeout=60)[0]
    assert "usage: edinstvo run-worker" in new_platform.command("help", "run-worker").communicate(timeout=60)[0]
    assert not new_platform.folder.exists()


class TestWithADatabaseOfItsOwner:
    """DATABASE_URL is the pages' role, DATABASE_WORKER_URL that of commands, DATABASE_OWNER_URL the migrating one."""

    def _addresses(self, server: Server) -> dict[str, str]:
        worker = {"DATABASE_WORKER_URL": server.worker_url}
        return {"DATABASE_URL": server.app_url, "DATABASE_OWNER_URL": server.owner_url, **worker}

    def test_migrates_as_the_owner_and_works_as_the_restricted_role(self, new_platform: Platform) -> None:
        new_platform._prefix = []
        with TemporaryServer() as server:
            words, remarks = new_platform.command(*_COUNT, **self._addresses(server)).communicate(timeout=60)
            assert (words, remarks) == ("True\n", "Preparing the tables…\n")
            assert not (new_platform.folder / "postgres").exists()

    def test_puts_no_demonstration_where_a_real_union_is(self, new_platform: Platform) -> None:
        new_platform._prefix = []
        with TemporaryServer() as server:
            _, remarks = new_platform.command(*_COUNT, **self._addresses(server)).communicate(timeout=60)
            command = new_platform.command(
                "check", **self._addresses(server), DEMO="1", EDINSTVO_DATA=f"{new_platform.folder}2"
            )
            _, remarks = command.communicate(timeout=60)
        assert (
            remarks == "The database holds a real union, and a demonstration never goes there. Start it with DEMO=0.\n"
        )

    def test_puts_no_demonstration_where_other_tables_are(self, new_platform: Platform) -> None:
        new_platform._prefix = []
        with TemporaryServer() as server:
            with psycopg.connect(server.owner_url) as connection:
                connection.execute("CREATE TABLE somebodys (id int)")
            command = new_platform.command("check", **self._addresses(server), DEMO="1")
            _, remarks = command.communicate(timeout=60)
        assert remarks == "The database is not empty, and no demonstration made it. Name an empty one.\n"

    def test_tells_that_it_does_not_answer(self, new_platform: Platform) -> None:
        _, remarks = new_platform.command("check", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none").communicate(
            timeout=60
        )
        assert "The database does not answer" in remarks
