"""The tests' own PostgreSQL, and the database as the platform meets it: owned by one role, used by another."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.template import Context, Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from django.utils.safestring import SafeString
from psycopg import sql

from config.database import database_from_url
from edinstvo.foundation.access.sight import signed
from launcher.cluster import SUPERUSER
from launcher.postgres import Server, TemporaryServer
from launcher.sight import write_sight_key
from tests.kept_rows import SEEDS

_WORK_FACTOR = ScryptPasswordHasher.work_factor


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with a long test come first: with one of them last, one process would work and the others wait.

    With another PostgreSQL only what touches the database is tried again.
    """
    if "EDINSTVO_TEST_PG_BIN" in os.environ:
        config.hook.pytest_deselected(items=[item for item in items if not _touches_the_database(item)])
        items[:] = [item for item in items if _touches_the_database(item)]
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


def _touches_the_database(item: pytest.Item) -> bool:
    named = {"db", "transactional_db", "postgresql"}.intersection(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    is_marked = any(item.get_closest_marker(name) for name in ("django_db", "database"))
    return bool(named) or is_case or is_marked


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server for this session: the embedded one, or the programs in EDINSTVO_TEST_PG_BIN."""
    with TemporaryServer(bin_dir=os.environ.get("EDINSTVO_TEST_PG_BIN")) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(postgresql: Server, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Migrate as the owner, then connect as the restricted role, as the pages do."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # the plugin's own class is not public
        _connect(postgresql.owner_url)
        call_command("migrate", verbosity=0, interactive=False)
        with connections["default"].cursor() as cursor:
            # Tests that need real commits empty the tables afterwards; the platform itself never may.
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO edinstvo_app")
        with psycopg.connect(postgresql.owner_url) as owner:
            write_sight_key(connection=owner, secret=settings.SECRET_KEY, sees_all=[])
        connection_created.connect(_see_everything)
        _connect(postgresql.app_url)
        yield
        connections.close_all()


# What is small is deleted, which takes a twentieth of the time; what has grown is begun anew.
_EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ({seeds}) LOOP
    IF pg_relation_size(format('public.%I', name)) > 1000000 THEN
      EXECUTE format('TRUNCATE public.%I CASCADE', name);
    ELSE
      EXECUTE format('DELETE FROM public.%I', name);
    END IF;
  END LOOP;
END $$
"""


def _empty_the_tables(self: TransactionTestCase) -> None:
    """After a test with real commits: everything but the seeds goes, whatever guards it."""
    place = {name: connection.settings_dict[name.upper()] for name in ("host", "port")}
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**place, dbname=name, user=SUPERUSER, autocommit=True) as superuser:
        superuser.execute(sql.SQL(_EMPTY).format(seeds=sorted(SEEDS)))


def _see_everything(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Most tests call actions without a door, and see the register; a request has the sight that its door gives."""
    said = "members=0;organisations=0;journal=0"
    with connection.connection.cursor() as cursor:
        words = signed(said, backend=connection.connection.info.backend_pid)
        cursor.execute("SELECT set_config('edinstvo.sight', %s, false)", [words])
    connection.edinstvo_sight = said  # type: ignore[attr-defined]  # as `sight` keeps it


TransactionTestCase._fixture_teardown = _empty_the_tables  # type: ignore[method-assign]  # the runner offers no other hook


@pytest.fixture(scope="session", autouse=True)
def _folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and collected static files of the tests lie in a folder of their own."""
    folder: Path = tmp_path_factory.mktemp("edinstvo")
    settings.FILES_FOLDER = folder / "files"
    # Where a second factor is required, a test says so.
    settings.SECOND_FACTOR = "offered"
    settings.STORAGES["default"]["OPTIONS"]["location"] = folder / "files"
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    # Each client has a middleware of its own: it looks for a file when one is asked for, not for all beforehand.
    settings.WHITENOISE_AUTOREFRESH = True
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> None:
    """Nobody guesses at the passwords of tests: they need not cost a quarter of a second each."""
    ScryptPasswordHasher.work_factor = 2


@pytest.fixture
def costly_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """They cost what they do: for tests of how long it takes, and of what meets meanwhile."""
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", _WORK_FACTOR)


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and tests leave little: garbage need not be looked for again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _pages_tell_their_context(django_test_environment: None) -> Iterator[None]:
    """Of a page tests may ask its own context; the runner would copy that of each of its hundred pieces as well."""
    told, Template._render = Template._render, _render
    yield
    Template._render = told


def _render(self: Template, context: Context) -> SafeString:
    if context.template is self:
        template_rendered.send(sender=self, template=self, context=context)
    return self.nodelist.render(context)


def _connect(url: str) -> None:
    connections.close_all()
    connections.settings["default"].update(database_from_url(url))
    settings.DATABASES["default"].update(database_from_url(url))
    connections["default"].settings_dict.update(database_from_url(url))
