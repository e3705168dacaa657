"""Make a started database ready: the right kind of union, tables of today, style sheets, a filled demonstration."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

from launcher.copies.vacancy import refuse_half_restored_database
from launcher.database import Database
from launcher.facts import (
    DEMONSTRATION,
    MIGRATIONS,
    MODE,
    facts_in,
    fingerprint,
    migrations_fingerprint,
    write_fact,
)
from launcher.place import ROOT, Mode, Place, refuse_mixing
from launcher.refusals import Refused
from launcher.roles import grant_future_rows, share_rights
from launcher.sight import write_sight_key
from launcher.steps import run_step
from launcher.surroundings import as_worker, django_command, process_environment
from launcher.words import _, say

_FILLED = "filled"
_FILLING_LOCK = 2026112402
_BYPASSES = "SELECT rolbypassrls FROM pg_roles WHERE rolname = %s"
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def prepare(*, place: Place, database: Database, settings: Mapping[str, str]) -> None:
    """Bring the tables up to date where anything changed since they were looked at last.

    Refused: the database holds the other kind of union, or, for a demonstration, anything that is not ours.
    """
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        refuse_half_restored_database(connection=connection)
        facts = facts_in(connection=connection)
        if facts is None and place.mode is Mode.DEMONSTRATION:
            _refuse_foreign(connection=connection)
        refuse_mixing(place=place, recorded=(facts or {}).get(MODE), where=_("The database"))
        is_done = (facts or {}).get(MIGRATIONS) == migrations_fingerprint()
        if not is_done:
            _let_programs_use_tables(connection=connection, database=database)
    if not is_done:
        _migrate(place=place, database=database, settings=settings)
    let_in(place=place, database=database)


def let_in(*, place: Place, database: Database) -> None:
    """At each start: the worker's role may do what the pages' may, and the database knows who signs the sight of whom.

    Roles and keys may have changed since the tables were looked at last.
    """
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        app, worker = _user_of(database.app_url), _user_of(database.worker_url)
        if app and worker and worker not in (app, connection.info.user):
            share_rights(connection=connection, app=app, worker=worker)
        bypasses = connection.execute(_BYPASSES, [worker]).fetchone() == (True,)
        sees_all = [] if bypasses or not worker else [worker]
        write_sight_key(connection=connection, secret=place.secret_key.read_text().strip(), sees_all=sees_all)


def collect_static(*, place: Place, settings: Mapping[str, str]) -> None:
    """Collect and compress the style sheets and scripts, where any of them changed."""
    sources = sorted(path for path in (ROOT / "edinstvo").rglob("static/**/*") if path.is_file())
    today = fingerprint(files=[ROOT / "requirements" / "run.txt", *sources])
    stamp = place.folder / "static.fingerprint"
    if stamp.exists() and stamp.read_text() == today:
        return
    command = django_command(name="collectstatic", arguments=("--noinput", "--clear", "--verbosity", "0"))
    run_step(arguments=command, environment=process_environment(settings=settings, place=place))
    stamp.write_text(today)


def fill_demonstration(*, place: Place, database: Database, settings: Mapping[str, str]) -> None:
    """Fill the demonstration in once; the command itself does nothing where an organisation exists."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        # `make run` and an operator's command may come here side by side.
        connection.execute("SELECT pg_advisory_lock(%s)", [_FILLING_LOCK])
        if (facts_in(connection=connection) or {}).get(DEMONSTRATION) == _FILLED:
            return
        environment = process_environment(settings=as_worker(settings=settings, database=database), place=place)
        run_step(arguments=django_command(name="fill_demonstration"), environment=environment)
        # The planner knows nothing of rows that were just loaded; the pages' role may not tell it.
        connection.execute("ANALYZE")
        write_fact(owner_url=database.owner_url, name=DEMONSTRATION, value=_FILLED)


def _refuse_foreign(*, connection: psycopg.Connection) -> None:
    if connection.execute(_TABLES).fetchone() != (0,):
        raise Refused(_("The database is not empty, and no demonstration made it. Name an empty one."))


def _let_programs_use_tables(*, connection: psycopg.Connection, database: Database) -> None:
    owner = connection.info.user
    for role in {_user_of(database.app_url), _user_of(database.worker_url)}:
        if database.server is None and role and role != owner:
            grant_future_rows(connection=connection, owner=owner, role=role)


def _migrate(*, place: Place, database: Database, settings: Mapping[str, str]) -> None:
    say(_("Preparing the tables…"))
    write_fact(owner_url=database.owner_url, name=MODE, value=place.mode.value)
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        _keep_facts_from_pages(connection=connection, database=database)
    as_owner = {**settings, "DATABASE_URL": database.owner_url}
    command = django_command(name="migrate", arguments=("--noinput", "--skip-checks", "--verbosity", "0"))
    run_step(arguments=command, environment=process_environment(settings=as_owner, place=place))
    write_fact(owner_url=database.owner_url, name=MIGRATIONS, value=migrations_fingerprint())


def _keep_facts_from_pages(*, connection: psycopg.Connection, database: Database) -> None:
    """The restricted roles may read the facts, not change them."""
    for role in {_user_of(database.app_url), _user_of(database.worker_url)}:
        if role and role != connection.info.user:
            rights = sql.SQL(
                "REVOKE INSERT, UPDATE, DELETE ON edinstvo_fact FROM {role}; GRANT SELECT ON edinstvo_fact TO {role}"
            )
            connection.execute(rights.format(role=sql.Identifier(role)))


def _user_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url).get("user") or "")
