"""Requests per second of the member list against a bare Django view with the same queries and rows."""

import argparse
import sys
from collections.abc import Mapping, Sequence

from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from benchmarks.databases import as_pages, environment_of, use
from benchmarks.figures import progress
from benchmarks.full.unions import register_of
from benchmarks.pages.register import Register
from benchmarks.throughput.bare import settings as bare
from benchmarks.throughput.servers import Busy, keep_busy, serving
from benchmarks.throughput.tables import Measured, tables
from benchmarks.union import SMALL, TINY
from benchmarks.visiting import visit
from config.wsgi import application
from edinstvo.foundation.access.branches import Level

_PATH, _CLIENTS, _WARMING = "/members/", 8, 2.0
_SETTINGS = {"page": "config.settings", "bare": "benchmarks.throughput.bare.settings"}


class NotTheSame(Exception):
    """The bare view does not ask what the page asks, or not as many rows: the comparison would say nothing."""


def main() -> None:
    """Measure, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each repetition of each server")
    parser.add_argument("--members", type=int, help="of a simulated union, measured instead of the small register")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: a small register, once, briefly")
    given = parser.parse_args()
    if given.small:
        given.repetitions, given.seconds = 1, 2.0
    shape = TINY if given.small else SMALL
    with register_of(given.members, shape=shape) as (name, register):
        use(name)
        levels = _visitors(register)
        queries = {level: _queries_of_both(cookies[0]) for level, cookies in levels.items()}
        busy = _measured(levels, as_pages(environment_of(name)), given.repetitions, given.seconds)
    sys.stdout.write(tables(Measured(register.members, _CLIENTS, given.seconds, queries, busy)))


def _visitors(register: Register) -> dict[str, list[str]]:
    """Eight chairs of primaries, eight people of territories, each in another one where there are so many."""
    levels = {"primary": Level.PRIMARY, "territory": Level.TERRITORY}
    heads = {name: sorted({one.head_id for one in register.people[level]}) for name, level in levels.items()}
    cookies = {name: [register.cookies[id_] for id_ in ids[:_CLIENTS]] for name, ids in heads.items()}
    return {name: (found * _CLIENTS)[:_CLIENTS] for name, found in cookies.items()}


def _queries_of_both(cookie: str) -> int:
    """How many statements both make, for as many rows. Raises NotTheSame."""
    page = visit(application, _PATH, cookie=cookie)
    with override_settings(ROOT_URLCONF=bare.ROOT_URLCONF, MIDDLEWARE=bare.MIDDLEWARE):
        of_bare = visit(WSGIHandler(), _PATH, cookie=cookie)
    # The page has a row of headings.
    rows = page.body.count(b"<tr") - 1, of_bare.body.count(b"<tr")
    if len(page.statements) != len(of_bare.statements) or len(set(rows)) > 1:
        raise NotTheSame(f"{len(page.statements)} and {len(of_bare.statements)} statements, {rows} rows")
    return len(page.statements)


def _measured(
    levels: Mapping[str, Sequence[str]], environment: dict[str, str], repetitions: int, seconds: float
) -> dict[str, dict[str, list[Busy]]]:
    """For each level and each server what its repetitions found; the two take turns, and take turns in being first."""
    busy: dict[str, dict[str, list[Busy]]] = {level: {name: [] for name in _SETTINGS} for level in levels}
    with (
        serving(settings=_SETTINGS["page"], environment=environment) as page,
        serving(settings=_SETTINGS["bare"], environment=environment) as of_bare,
    ):
        ports = {"page": page, "bare": of_bare}
        for level, cookies in levels.items():
            for port in ports.values():
                keep_busy(port=port, path=_PATH, cookies=cookies, seconds=_WARMING)
            for number in range(repetitions):
                progress(f"list of a {level}: repetition {number + 1} of {repetitions}")
                for name in sorted(ports, reverse=bool(number % 2)):
                    found = keep_busy(port=ports[name], path=_PATH, cookies=cookies, seconds=seconds)
                    busy[level][name].append(found)
    return busy


if __name__ == "__main__":
    main()
