"""What is told of pg_dump and pg_restore when they fail: why, also where several of them speak at once."""

import shlex

import pytest

from launcher.copies.tools import run_tool
from launcher.refusals import Refused

_CAUSE = "query failed: ERROR:  query would be affected by row-level security policy"
_DEATH = "pg_dump: error: a worker process died unexpectedly\n"
_OTHER = 'pg_dump: dumping contents of table "public.odd"\n'
_URL = "postgresql://nobody@/nowhere"


@pytest.mark.parametrize(
    "said",
    [
        f"pg_dump: error: {_CAUSE}\n{_DEATH}",
        f"pg_dump:{_OTHER} error: {_CAUSE}\n{_DEATH}",
        f"pg_dump: {_OTHER}error: {_CAUSE}\n{_DEATH}",
        f"pg_dump: error: {_OTHER}{_CAUSE}\n{_DEATH}",
        f"{_DEATH}pg_dump: error: {_CAUSE}",
    ],
    ids=["whole", "after the name", "after the space", "after the word", "without an end"],
)
def test_the_cause_is_told_whoever_spoke_in_between(said: str) -> None:
    with pytest.raises(Refused, match="row-level security"):
        _run(said, code=1)


def test_a_death_without_a_cause_is_told_too() -> None:
    with pytest.raises(Refused, match="a worker process died unexpectedly"):
        _run(_OTHER + _DEATH, code=1)


def test_what_an_older_server_does_not_know_is_no_failure() -> None:
    unknown = (
        'pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"'
    )
    _run(f"{unknown}\nCommand was: SET transaction_timeout = 0;\npg_restore: warning: errors ignored: 1\n", code=1)


def _run(said: str, *, code: int) -> None:
    """One that says this and ends with the code."""
    script = f"printf %s {shlex.quote(said)} >&2; exit {code}"
    run_tool(arguments=["/bin/sh", "-c", script], url=_URL, hear=lambda _line: None)
