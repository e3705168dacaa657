"""Whose rights a copy carries: roles are called otherwise at another place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields

import psycopg
from psycopg import sql

from launcher.cluster import SUPERUSER
from launcher.database import Database
from launcher.refusals import Refused
from launcher.words import _

APP, OWNER = "app", "owner"
_SUFFIX = "_url"
_GRANTEES = """
    WITH acls AS (
        SELECT relacl AS acl FROM pg_catalog.pg_class WHERE relnamespace NOT IN (
            SELECT oid FROM pg_catalog.pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema')
        UNION ALL SELECT nspacl FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
            AND nspname <> 'information_schema'
        UNION ALL SELECT attacl FROM pg_catalog.pg_attribute WHERE attacl IS NOT NULL AND attrelid >= 16384
        UNION ALL SELECT proacl FROM pg_catalog.pg_proc WHERE oid >= 16384
        UNION ALL SELECT defaclacl FROM pg_catalog.pg_default_acl)
    SELECT DISTINCT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.oid IN (
        SELECT x.grantee FROM acls, pg_catalog.aclexplode(acls.acl) x
        UNION SELECT unnest(polroles) FROM pg_catalog.pg_policy)
    AND r.rolname NOT LIKE 'pg\\_%' ORDER BY 1
"""
_DEFAULTS = """
    SELECT DISTINCT d.defaclobjtype::text, n.nspname::text, r.rolname::text
    FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace,
    pg_catalog.aclexplode(d.defaclacl) x JOIN pg_catalog.pg_roles r ON r.oid = x.grantee
    WHERE d.defaclrole = current_user::regrole AND x.grantee <> d.defaclrole
"""
_KINDS = {"r": "TABLES", "S": "SEQUENCES", "f": "FUNCTIONS", "T": "TYPES", "n": "SCHEMAS"}
_PLACES_OF_NAMES = r"((?:\bTO|\bFROM|\bFOR ROLE|,)\s+)(\"(?:[^\"]|\"\")+\"|\w+)"


def roles_of(*, database: Database) -> dict[str, str]:
    """What each of the platform's roles is called at a place: {"owner": …, "app": …}. The database must run."""
    roles = {}
    for field in fields(database):
        url = getattr(database, field.name)
        if field.name.endswith(_SUFFIX) and url:
            with psycopg.connect(url) as connection:
                roles[field.name.removesuffix(_SUFFIX)] = connection.info.user
    return roles


def reader_url(*, database: Database) -> str:
    """The role that sees every row whatever the policies: ours of the embedded server, else the owner of the tables."""
    return database.owner_url if database.server is None else database.server.url(role=SUPERUSER)


def grantees_in(*, connection: psycopg.Connection) -> list[str]:
    """Every role that has rights to anything in the database, or for which a row policy stands."""
    return [name for (name,) in connection.execute(_GRANTEES)]


def refuse_unknown_roles(*, connection: psycopg.Connection, grantees: list[str], renamed: Mapping[str, str]) -> None:
    """Refused: the copy gives rights to a role that this server has not."""
    there = {name for (name,) in connection.execute("SELECT rolname::text FROM pg_catalog.pg_roles")}
    unknown = [name for name in grantees if name not in renamed and name not in there]
    if unknown:
        sentence = _(
            "The copy gives rights to the role “%(name)s”, which this server does not have. "
            "Make it (CREATE ROLE), then repeat."
        )
        raise Refused(sentence % {"name": unknown[0]})


def withdraw_default_rights(*, connection: psycopg.Connection) -> None:
    """What the connected owner makes from now on is open to nobody else, until the copy's own rules are loaded."""
    for kind, schema, grantee in connection.execute(_DEFAULTS).fetchall():
        inside = sql.SQL("IN SCHEMA {} ").format(sql.Identifier(schema)) if schema else sql.SQL("")
        rule = sql.SQL("ALTER DEFAULT PRIVILEGES {}REVOKE ALL ON {} FROM {}")
        connection.execute(rule.format(inside, sql.SQL(_KINDS[kind]), sql.Identifier(grantee)))


def for_roles(*, statements: str, renamed: Mapping[str, str], without: Collection[str] = ()) -> str:
    """pg_restore's script of rights without what only psql understands, for the roles of the new place.

    Nothing is granted to the roles `without`.
    """
    ends = tuple(f" TO {written};" for name in without for written in (name, sql.Identifier(name).as_string(None)))
    lines = [line for line in statements.splitlines() if not line.startswith(("\\", "SET "))]
    lines = [line for line in lines if not line.endswith(ends)]
    return re.sub(_PLACES_OF_NAMES, lambda found: found[1] + _renamed(found[2], renamed), "\n".join(lines))


def _renamed(written: str, renamed: Mapping[str, str]) -> str:
    name = written[1:-1].replace('""', '"') if written.startswith('"') else written
    return sql.Identifier(renamed[name]).as_string(None) if name in renamed else written
