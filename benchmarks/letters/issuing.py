"""One issue of letters: by the acts of the platform, and as bare as it can be done."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.copying import bare_copy, rows_made
from benchmarks.union import OPERATOR
from benchmarks.workers import Worked, worked
from edinstvo.registry.offices.actions.make_letters import PRINTING, make_letters
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.organisations.models import Organisation

LOGINS, PAPER = "logins", "paper"
_TYPST = [sys.executable, "-m", "benchmarks.letters.typesetting"]
_ADDRESS = "https://union.example/letters/"
# What an issue adds: the logins with their powers, the letters, the issue itself and its file.
_ADDED = ("access_user", "access_grant", "offices_officerlogin", "files_storedfile", "offices_letterbatch")
_ALL = (*_ADDED, "offices_letter")
_GIVE = """
UPDATE offices_mandate SET grant_id = given.grant_id
  FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, grant_id) WHERE offices_mandate.id = given.id
"""


@dataclass(frozen=True)
class Minimum:
    """What cannot be done without: the rows of an issue, the grants of the mandates, what typst was told."""

    rows: dict[str, bytes]
    grants: Sequence[tuple[int, int]]
    paper: bytes


@dataclass
class Issued:
    """Seconds of each part (LOGINS, PAPER, in this order), how many letters, bytes of the PDF."""

    parts: dict[str, float] = field(default_factory=dict)
    letters: int = 0

    @property
    def seconds(self) -> float:
        """All of it, from the asking to the commit."""
        return sum(self.parts.values())


@dataclass
class _Watch:
    """As an action's `report`: the parts end where the action says that the next one begins."""

    issued: Issued
    since: float = field(default_factory=time.perf_counter)

    def report(self, *, stage: str | None = None, done: int | None = None, **_said: object) -> None:
        if stage == PRINTING and done == 0:
            self.end(LOGINS)

    def end(self, part: str) -> None:
        moment = time.perf_counter()
        self.issued.parts[part] = moment - self.since
        self.since = moment


def issue(region: Organisation) -> Issued:
    """Issue letters to everybody below, in this process."""
    issued = Issued()
    watch = _Watch(issued)
    with transaction.atomic():
        batch = make_letters(
            actor=OPERATOR, batch_id=_asked(region, is_inline=True).pk, at=timezone.now(), report=watch.report
        )
    watch.end(PAPER)
    issued.letters = batch.letters
    return issued


def issue_by_worker(organisation: Organisation, *, environment: dict[str, str]) -> Worked:
    """The same by a worker of its own. Raises WorkDidNotEnd."""
    return worked(ask=lambda: _asked(organisation, is_inline=False).work_id, environment=environment)


def minimum_of(region: Organisation) -> Minimum:
    """Issue letters and look what was written and printed."""
    before = _last_ids()
    with patch.object(subprocess, "run", wraps=subprocess.run) as printing:
        issue(region)
    parts = [json.loads(call.kwargs["input"]) for call in printing.call_args_list]
    conditions = {name: f"id > %({name})s" for name in _ALL}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, grant_id FROM offices_mandate WHERE grant_id IS NOT NULL")
        return Minimum(rows_made(conditions, before), cursor.fetchall(), _one_paper(parts))


def _one_paper(parts: Sequence[Any]) -> bytes:
    """The order for all sheets at once, whatever memory that takes; the platform prints in parts and joins them."""
    sheets = [sheet for part in parts for sheet in json.loads(part["inputs"]["sheets"])]
    whole = parts[0] | {"inputs": parts[0]["inputs"] | {"sheets": json.dumps(sheets, ensure_ascii=False)}}
    return json.dumps(whole).encode()


def bare(minimum: Minimum) -> Issued:
    """COPY the rows, write the grants into the mandates, let typst print the same sheets."""
    issued = Issued()
    with transaction.atomic():
        issued.parts[LOGINS] = bare_copy(minimum.rows)
        begun = time.perf_counter()
        ids, grants = zip(*minimum.grants, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_GIVE, [list(ids), list(grants)])
    issued.parts[LOGINS] += time.perf_counter() - begun
    begun = time.perf_counter()
    subprocess.run(_TYPST, input=minimum.paper, stdout=subprocess.DEVNULL, check=True)
    issued.parts[PAPER] = time.perf_counter() - begun
    return issued


def _asked(organisation: Organisation, *, is_inline: bool) -> LetterBatch:
    return request_letters(
        actor=OPERATOR,
        organisation=organisation,
        scope=LetterBatch.Scope.MISSING,
        address=_ADDRESS,
        valid_days=30,
        at=timezone.now(),
        is_inline=is_inline,
    )


def _last_ids() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for name in _ALL:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {name}")  # noqa: S608 (the tables named above)
            found[name] = int((cursor.fetchone() or [0])[0])
    return found
