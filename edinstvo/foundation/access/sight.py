"""Sight: whose rows the database shows in this transaction, beneath every predicate (docs/decisions/0023)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256
from hmac import digest

from django.conf import settings
from django.db import connection
from psycopg import Cursor
from psycopg.pq import TransactionStatus

from config.sight import sight_key
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power

_KINDS: dict[str, frozenset[Power]] = {
    "members": frozenset({Power.SEE_MEMBERS, Power.KEEP_MEMBERS, Power.IMPORT_MEMBERS, Power.EXPORT_MEMBERS}),
    "organisations": frozenset({Power.SEE_ORGANISATIONS, Power.MANAGE_ORGANISATIONS}),
    "journal": frozenset({Power.READ_JOURNAL}),
}
_EVERYTHING = ";".join(f"{kind}=0" for kind in _KINDS)
_SET = "SELECT set_config('edinstvo.sight', %s, true)"
# And how long any one statement may take from here on.
_SET_FOR_A_WHILE = f"{_SET}, set_config('statement_timeout', %s, true)"
# The role that the worker may take instead of its own, quoted; none where pages and worker are one role.
_PAGES_ROLE = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = session_user::regrole"
_HELD = "edinstvo_sight"


class Reason(StrEnum):
    """Why an act has to look or write beyond the branches of whoever acts. Each is a door: there should be few."""

    NEW_PERSON = "somebody is written down, who may be on record anywhere in the union"
    ONE_PERSON = "two rows are, or are not, one person"
    TRANSFER = "a member goes from one branch to another"
    WORKPLACE = "somebody on record elsewhere works here too"
    STRUCTURE = "an act on an organisation concerns people on record elsewhere"
    COUNTING = "a number of people is told, and none of their names"
    FORGETTING = "what may be kept no longer goes wherever it stands"
    LETTERS = "a login is opened, or letters to it made void, whoever issued them"
    NOTICE = "somebody is told something who belongs to another branch"
    LOOKS = "a member, or whoever keeps them, is told who looked at the record, wherever that was"
    OWN_RECORD = "somebody asks about themselves"
    SIGNING_IN = "somebody signs in, or proves who they are"


@contextmanager
def sight_of(actor: Actor, *, patience: timedelta | None = None) -> Iterator[None]:
    """Within it, and within the transaction, the database shows what lies in the actor's branches, and nothing else.

    A statement that takes longer than `patience` is given up (OperationalError), to the end of the transaction.
    """
    with _seeing(_said(actor), patience):
        yield


@contextmanager
def on_behalf_of(actor: Actor) -> Iterator[None]:
    """The same for work in the background: the worker lays its own rights down for as long. Inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGES_ROLE)
        role = next((name for (name,) in cursor.fetchall()), None)
        if role is not None:
            cursor.execute(f"SET LOCAL ROLE {role}")
    try:
        with sight_of(actor):
            yield
    finally:
        if role is not None and _is_whole():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")


@contextmanager
def whole_register(*, reason: Reason) -> Iterator[None]:
    """Within it, and within the transaction, the database shows everything; the predicates must say what is shown.

    Also a decorator of an action. Without a transaction (a command, the worker) the role decides.
    """
    del reason  # It stands in the code, for whoever lists the doors.
    with _seeing(_EVERYTHING):
        yield


@contextmanager
def _seeing(said: str, patience: timedelta | None = None) -> Iterator[None]:
    before = getattr(connection, _HELD, "")
    if before == said or not connection.in_atomic_block:
        yield
        return
    _tell(said, patience)
    try:
        yield
    finally:
        setattr(connection, _HELD, before)
        # The end of a transaction takes the setting along, and so does a rollback to a point before it.
        if (before or connection.savepoint_ids) and _is_whole():
            _tell(before)


def _said(actor: Actor) -> str:
    parts = [f"{kind}={','.join(map(str, _places(actor, powers)))}" for kind, powers in _KINDS.items()]
    return ";".join([*parts, f"user={actor.user_id or ''}"])


def _places(actor: Actor, powers: frozenset[Power]) -> list[int]:
    return sorted({branch.organisation_id for power, branch in actor.grants if power in powers})


def _tell(said: str, patience: timedelta | None = None) -> None:
    """The words are bound on the server: they stand in no text of a statement that others could read."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        words = signed(said, backend=connection.connection.info.backend_pid)
        if patience is None:
            cursor.execute(_SET, [words])
        else:
            cursor.execute(_SET_FOR_A_WHILE, [words, str(patience // timedelta(milliseconds=1))])
    setattr(connection, _HELD, said)


def signed(said: str, *, backend: int) -> str:
    """What is said, believed by this one connection of the database."""
    return f"{said}|{digest(_key(), f'{backend}:{said}'.encode(), sha256).hex()}" if said else ""


@cache
def _key() -> bytes:
    return sight_key(settings.SECRET_KEY)


def _is_whole() -> bool:
    """Whether the transaction still takes statements."""
    status = connection.connection.info.transaction_status
    return bool(status == TransactionStatus.INTRANS) and not connection.needs_rollback
