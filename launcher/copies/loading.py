"""Load a copy's dump into an empty database: rows and tables first, then whose rights there are."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import psycopg

from launcher.copies.manifest import DUMP, Manifest
from launcher.copies.progress import Progress
from launcher.copies.rights import APP, OWNER, for_roles, refuse_unknown_roles, withdraw_default_rights
from launcher.copies.tools import listed, run_tool, said_by_tool, tools_for
from launcher.database import Database
from launcher.refusals import Refused
from launcher.roles import grant_future_rows
from launcher.words import _

_MOST_JOBS = 4
_ENTRY = re.compile(r"^\d+; ")
_RIGHTS = re.compile(r"^\d+; \d+ \d+ (ACL|DEFAULT ACL|POLICY) ")
# Made by the server's administrator, not by the platform.
_NOT_OURS = re.compile(r"^\d+; \d+ \d+ (EXTENSION - |COMMENT - EXTENSION |SCHEMA - public |COMMENT - SCHEMA public )")
_STEP = re.compile(r"(?:processing|finished) item (\d+) ")
_FORMATS = "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')"


def load(*, copy: Path, manifest: Manifest, database: Database, roles: Mapping[str, str], progress: Progress) -> None:
    """Refused: the database is unfit for this copy, or PostgreSQL's programs did not manage it.

    `roles`: what the platform's roles are called here.
    """
    renamed = _renamed(manifest.roles, roles)
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        version, encoding = connection.execute(_FORMATS).fetchone() or (0, "")
        if encoding != manifest.encoding:
            sentence = _("The database is encoded as %(found)s, the copy as %(expected)s. Name another database.")
            raise Refused(sentence % {"found": encoding, "expected": manifest.encoding})
        refuse_unknown_roles(connection=connection, grantees=manifest.grantees, renamed=renamed)
        _prepare_rights(connection, manifest, roles)
    tools = tools_for(server=database.server, oldest=max(version, manifest.tools))
    restoring = [str(tools / "pg_restore"), str(copy / DUMP)]
    entries = [line for line in said_by_tool(arguments=[*restoring, "--list"]).splitlines() if _ENTRY.match(line)]
    ours = [line for line in entries if not _NOT_OURS.match(line) and not _RIGHTS.match(line)]
    _load_rows(restoring, ours, database, progress)
    rights = [line for line in entries if _RIGHTS.match(line)]
    _load_rights(restoring, rights, database, renamed, _merged(manifest.roles, roles))


def _renamed(there: Mapping[str, str], here: Mapping[str, str]) -> dict[str, str]:
    """Where one role served for several, the owner comes first, then the pages'."""
    order = [role for role in there if role not in (OWNER, APP)] + [APP, OWNER]
    return {there[role]: here[role] for role in order if role in there and role in here}


def _merged(there: Mapping[str, str], here: Mapping[str, str]) -> set[str]:
    """Roles of the copy that are one with the pages' here: what they might do must not become the pages' right."""
    return {
        name
        for role, name in there.items()
        if role not in (OWNER, APP) and here.get(role) == here[APP] and name != there.get(APP)
    }


def _prepare_rights(connection: psycopg.Connection, manifest: Manifest, roles: Mapping[str, str]) -> None:
    """A copy of a place with one role has nobody's rights in it: here they come by themselves, as at a first start."""
    owner = manifest.roles[OWNER]
    if any(name != owner for name in manifest.roles.values()):
        withdraw_default_rights(connection=connection)
        return
    for role in sorted({*roles.values()} - {roles[OWNER]}):
        grant_future_rows(connection=connection, owner=roles[OWNER], role=role)


def _load_rows(restoring: list[str], entries: list[str], database: Database, progress: Progress) -> None:
    numbers = {line.split(";")[0] for line in entries}
    done: set[str] = set()

    def hear(line: str) -> None:
        done.update(numbers.intersection(_STEP.findall(line)))
        words = {"done": len(done), "all": len(numbers)}
        progress.now_and_then(_("Restoring the database: %(done)d of %(all)d objects.") % words)

    progress.tell(_("Restoring the database…"))
    jobs = min(max(os.cpu_count() or 2, 2), _MOST_JOBS)
    options = ["--no-owner", "--no-acl", f"--jobs={jobs}", "--verbose", "--no-password"]
    with listed(entries=entries) as only:
        run_tool(arguments=[*restoring, *options, only], url=database.owner_url, hear=hear)


def _load_rights(
    restoring: list[str], entries: list[str], database: Database, renamed: Mapping[str, str], merged: set[str]
) -> None:
    if not entries:
        return
    with listed(entries=entries) as only:
        statements = said_by_tool(arguments=[*restoring, "--no-owner", only, "--file=-"])
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(for_roles(statements=statements, renamed=renamed, without=merged).encode())
