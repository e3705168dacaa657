"""Two roles: the owner migrates, the pages and the worker only read and write rows."""

import psycopg
from psycopg import sql

from launcher.cluster import APP, OWNER


def prepare_roles(*, superuser_url: str, may_create_databases: bool) -> None:
    """Make both roles, and let every later table of the owner be open to the pages' role.

    To be run in `template1`: databases made later inherit the rule.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, APP):
            _make_role(connection=connection, role=role)
        allowed = sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(OWNER), allowed))
        connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
        grant_future_rows(connection=connection, owner=OWNER, app=APP)


def make_database(*, superuser_url: str, name: str) -> None:
    """Make the database `name`, owned by the owner role, closed to other roles."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        database, owner, app = sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(APP)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, app))


def grant_future_rows(*, connection: psycopg.Connection, owner: str, app: str) -> None:
    """Tables and sequences that `owner` makes from now on are open to `app`: rows may be read, written and deleted.

    Only future ones, so that a migration's REVOKE (an append-only table) is never undone here.
    """
    roles = {"owner": sql.Identifier(owner), "app": sql.Identifier(app)}
    rights = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "SELECT, USAGE"}
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {app}").format(**roles))
    for kind, right in rights.items():
        rule = f"ALTER DEFAULT PRIVILEGES FOR ROLE {{owner}} GRANT {right} ON {kind} TO {{app}}"
        connection.execute(sql.SQL(rule).format(**roles))


def _make_role(*, connection: psycopg.Connection, role: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
