"""A simulation in processes of its own: killed in the middle it goes on, and the figures come out."""

import contextlib
import json
import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.launcher.conftest import Platform, wait_until

pytestmark = pytest.mark.slow
TARGETS = {
    "as_of": "2021-03-16",
    "base": "2021-01-01",
    "total": 6000,
    "registered": 3120,
    "plastic": 1727,
    "bonus": 355,
    "issued_2020": 1551,
    "regions_total": 6,
    "regions_structured": 4,
    "structured_by": "2020-11-01",
    "joined_online": 40,
    "joined_online_named": [{"region": "62", "name": "ППО института", "count": 24}],
}
_DONE = "SELECT count(*) FROM journal_entry WHERE verb = 'region_simulated'"

_STAYS = """
SELECT count(*), md5(string_agg(stay, ',' ORDER BY stay)) FROM (
  SELECT concat_ws('|', o.inpo, o.name, p.last_name, p.first_name, p.middle_name, p.birth_date, p.phone, p.email,
                   s.registered_on, s.ended_on, s.end_reason, s.category, s.position, s.electronic_on,
                   s.applied_online, s.has_plastic_card, s.has_bonus) AS stay
  FROM members_membership s JOIN members_person p ON p.id = s.person_id
  JOIN organisations_organisation o ON o.id = s.organisation_id) AS stays
"""
_SAY_STAYS = f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({_STAYS!r})
    print(*cursor.fetchone())
"""


def test_killed_in_the_middle_goes_on_and_its_figures_come_out(platform: Platform) -> None:
    file = platform.folder / "targets.json"
    file.write_text(json.dumps(TARGETS))
    file.chmod(0o644)
    command = ("simulate", "--members", "6000", "--seed", "7", "--targets", str(file))
    stopped = platform.command(*command)
    wait_until(lambda: _regions_in(platform) > 0, seconds=60)
    for process in platform.processes():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    stopped.communicate(timeout=20)
    wait_until(lambda: platform.processes() == [])
    finished = platform.command(*command)
    progress = finished.communicate(timeout=120)[1]
    assert finished.returncode == 0, progress
    assert "6 of 6" in progress
    assert _printed(platform) == {
        "total": 6000,
        "registered": 3120,
        "plastic": 1727,
        "bonus": 355,
        "issued_in_year": 1551,
        "regions_total": 6,
        "regions_structured": 4,
        "joined_online": 40,
    }
    for words, sentence in (
        (command, "The register is not empty: this simulation is complete"),
        ((*command, "--seed", "8"), "The register is not empty: a simulation never goes among what stands there"),
    ):
        refused = platform.command(*words)
        assert sentence in refused.communicate(timeout=60)[1]
        assert refused.returncode == 1


def test_as_many_processes_as_there_are_cores_store_the_same(
    platform: Platform, other: Platform, prepared: Path
) -> None:
    if len(cores := os.sched_getaffinity(0)) == 1:
        pytest.skip("one core, one process")
    subprocess.run(["cp", "-a", prepared, other.folder], check=True)
    stored = []
    for one, confined_to in ((platform, cores), (other, {min(cores)})):
        os.sched_setaffinity(0, confined_to)
        try:
            simulating = one.command("simulate", "--members", "2000", "--seed", "1")
        finally:
            os.sched_setaffinity(0, cores)
        words = simulating.communicate(timeout=120)
        assert simulating.returncode == 0, words
        stored.append(_stored(one))
    assert stored[0] == stored[1]
    assert int(stored[0][0]) > 2000


def _stored(platform: Platform) -> list[str]:
    """How many stays there are, and a hash of them all: of their people and organisations, in no order."""
    words, remarks = platform.command("shell", "--no-imports", "-c", _SAY_STAYS).communicate(timeout=60)
    assert remarks == ""
    return words.split()


def _regions_in(platform: Platform) -> int:
    with contextlib.suppress(psycopg.Error), platform.connect() as connection:
        return int((connection.execute(_DONE).fetchone() or [0])[0])
    return 0


def _printed(platform: Platform) -> dict[str, int]:
    command = platform.command("indicators", "--as-of", "2021-03-16", "--base", "2021-01-01", "--json")
    values = json.loads(command.communicate(timeout=60)[0])["values"]
    names = ("total", "registered", "plastic", "bonus", "issued_in_year", "regions_total", "regions_structured")
    return {name: values[name]["value"] for name in (*names, "joined_online")}
