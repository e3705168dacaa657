"""Copies of one filled database, so that every measurement begins with the same register."""

import contextlib
import os
from collections.abc import Iterator, Mapping

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from benchmarks.stage import SUPERUSER_URL
from launcher.cluster import APP, OWNER, WORKER
from launcher.postgres import DATABASE


@contextlib.contextmanager
def copy_of(name: str, /, *, into: str) -> Iterator[None]:
    """A database just like `name`, used by Django inside the block and gone after it; everything is on disk before."""
    use(into)
    # Its files are copied: of a whole union every page would be written into the log otherwise.
    _administer("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy", into, name, OWNER)
    try:
        settle()
        yield
    finally:
        use(name)
        _administer("DROP DATABASE {}", into)


def stands(name: str, /) -> bool:
    """Whether there is such a database on the server."""
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as connection:
        return connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def call_it(name: str, new: str, /) -> None:
    """Give a database that nobody uses another name."""
    _administer("ALTER DATABASE {} RENAME TO {}", name, new)


def begin(name: str, /) -> None:
    """A database like the empty one, to be filled; one of that name that was left half way goes."""
    use(DATABASE)
    if stands(name):
        _administer("DROP DATABASE {}", name)
    _administer("CREATE DATABASE {} TEMPLATE {} OWNER {}", name, DATABASE, OWNER)


def use(name: str) -> None:
    """Let Django's next query go to this database of the server."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


def connection_to(name: str, *, role: str = APP) -> BaseDatabaseWrapper:
    """Another connection, to that database; `connections["default"] = it` lets everything use it, as the pages do."""
    made = connections.create_connection("default")
    made.settings_dict = {**made.settings_dict, "NAME": name, "USER": role}
    return made


def environment_of(name: str) -> dict[str, str]:
    """The environment of a process of the platform that is to use this database."""
    url = os.environ["DATABASE_URL"].replace(f"/{DATABASE}?", f"/{name}?")
    return {**os.environ, "DATABASE_URL": url}


def as_pages(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that acts as the pages do, where ours fills registers."""
    return {**environment, "DATABASE_URL": environment["DATABASE_URL"].replace(f"//{WORKER}@", f"//{APP}@")}


def settle() -> None:
    """Write everything down, so that what is measured does not pay for what went before."""
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def take_stock(name: str) -> None:
    """Let the planner know the rows, as it does of any register that stands for longer than a minute."""
    with psycopg.connect(os.environ[SUPERUSER_URL], dbname=name, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _administer(statement: str, *names: str) -> None:
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))
