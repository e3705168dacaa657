"""Three roles: the owner migrates, pages read and write the rows in their sight, the worker reads and writes all."""

import psycopg
from psycopg import sql

from launcher.cluster import APP, OWNER, WORKER

_NOT_SHARED = """
SELECT c.oid::regclass::text, c.relkind::text, mine.privilege_type
FROM pg_class c, aclexplode(c.relacl) mine JOIN pg_roles app ON app.oid = mine.grantee
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S') AND app.rolname = %s
  AND NOT EXISTS (SELECT FROM aclexplode(c.relacl) theirs JOIN pg_roles worker ON worker.oid = theirs.grantee
    WHERE worker.rolname = %s AND theirs.privilege_type = mine.privilege_type)
"""


def prepare_roles(*, superuser_url: str, may_create_databases: bool) -> None:
    """Make the roles, and let every later table of the owner be open to the pages' role and the worker's.

    To be run in `template1`: databases made later inherit the rule.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, APP, WORKER):
            _make_role(connection=connection, role=role)
        allowed = sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(OWNER), allowed))
        connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
        # Row-level security is for whoever asks on behalf of a person; COPY does not go together with it.
        connection.execute(sql.SQL("ALTER ROLE {} BYPASSRLS").format(sql.Identifier(WORKER)))
        # For what it does on behalf of a person it may take the pages' role, and be subject to it.
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(WORKER)))
        for role in (APP, WORKER):
            grant_future_rows(connection=connection, owner=OWNER, role=role)


def make_database(*, superuser_url: str, name: str) -> None:
    """Make the database `name`, owned by the owner role, closed to other roles than ours."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        database, owner = sql.Identifier(name), sql.Identifier(OWNER)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        # At each start: a cluster made before the worker had a role of its own lets it in, too.
        roles = sql.SQL(", ").join(sql.Identifier(role) for role in (APP, WORKER))
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, roles))


def grant_future_rows(*, connection: psycopg.Connection, owner: str, role: str) -> None:
    """Tables and sequences that `owner` makes from now on are open to `role`: rows may be read, written and deleted.

    Only future ones, so that a migration's REVOKE (an append-only table) is never undone here.
    """
    roles = {"owner": sql.Identifier(owner), "role": sql.Identifier(role)}
    rights = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "SELECT, USAGE"}
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {role}").format(**roles))
    for kind, right in rights.items():
        rule = f"ALTER DEFAULT PRIVILEGES FOR ROLE {{owner}} GRANT {right} ON {kind} TO {{role}}"
        connection.execute(sql.SQL(rule).format(**roles))


def share_rights(*, connection: psycopg.Connection, app: str, worker: str) -> None:
    """What `app` may do with each table and sequence that exists, `worker` may do as well, and nothing more."""
    missing = connection.execute(_NOT_SHARED, [app, worker]).fetchall()
    for name, kind, right in missing:
        what = sql.SQL("SEQUENCE" if kind == "S" else "TABLE")
        parts = {"right": sql.SQL(right), "what": what, "name": sql.SQL(name), "worker": sql.Identifier(worker)}
        connection.execute(sql.SQL("GRANT {right} ON {what} {name} TO {worker}").format(**parts))


def _make_role(*, connection: psycopg.Connection, role: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
