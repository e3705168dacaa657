"""Simulating, as the command does it: the regions side by side in processes of their own, with progress."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import begin_simulation
from edinstvo.sites.demonstration.actions.simulation.complete_simulation import complete_simulation
from edinstvo.sites.demonstration.actions.simulation.give_shown_logins import give_shown_logins
from edinstvo.sites.demonstration.actions.simulation.simulate_region import simulate_region
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion

_MOST_PROCESSES = 8


class SimulationStopped(Exception):
    """A process ended before its regions were in. What is in stays: the same command goes on."""


def simulate(*, union: SimulatedUnion, at: datetime, tell: Callable[[str], None]) -> None:
    """Bring the whole union in. Raises RegisterNotEmpty, SimulationComplete, SimulationStopped."""
    begun = time.monotonic()
    tell(_("Founding the organisations…"))
    ids = begin_simulation(union=union, at=at)
    tell(_("%(count)d organisations stand.") % {"count": len(ids)})
    # Each process opens a connection of its own.
    connections.close_all()
    done, people = 0, 0
    for code, brought in _side_by_side(union, ids, at):
        done, people = done + 1, people + brought
        fold_deltas()
        keep_courses()
        seconds = round(time.monotonic() - begun)
        numbers = {"code": code, "done": done, "all": len(union.shares), "people": people, "seconds": seconds}
        tell(_("Region %(code)s is in: %(done)d of %(all)d, %(people)d people, %(seconds)d s.") % numbers)
    if settings.IS_DEMONSTRATION:
        give_shown_logins(union=union, ids=ids, at=at)
    complete_simulation(ids=ids, at=at)


def _side_by_side(union: SimulatedUnion, ids: Mapping[str, int], at: datetime) -> Iterator[tuple[str, int]]:
    """(region, how many people), as each comes in; the processes end with whoever waits for them."""
    fork = get_context("fork")
    running: dict[Connection, ForkProcess] = {}
    try:
        for codes in _loads(union, min(_cores(), _MOST_PROCESSES, len(union.shares))):
            here, there = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(union, codes, ids, at, there, os.getpid()), daemon=True)
            process.start()
            there.close()
            running[here] = process
        yield from _reports(running)
    finally:
        for process in running.values():
            process.terminate()


def _cores() -> int:
    """How many cores we may use: fewer than there are where the process was confined to some of them."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _reports(running: dict[Connection, ForkProcess]) -> Iterator[tuple[str, int]]:
    while running:
        for one in wait(list(running)):
            if not isinstance(one, Connection):
                continue
            try:
                yield one.recv()
            except EOFError:
                process = running.pop(one)
                process.join()
                if process.exitcode:
                    raise SimulationStopped from None


def _loads(union: SimulatedUnion, count: int) -> list[list[str]]:
    """The regions dealt out, the largest ones first, so that all processes have about as many people."""
    loads: list[list[str]] = [[] for _ in range(count)]
    weights = [0] * count
    for code in sorted(union.shares, key=lambda code: -union.shares[code].members):
        lightest = weights.index(min(weights))
        loads[lightest].append(code)
        weights[lightest] += union.shares[code].members
    return loads


def _work(
    union: SimulatedUnion, codes: Sequence[str], ids: Mapping[str, int], at: datetime, reports: Connection, parent: int
) -> None:
    """The regions of one process, one after another, as long as somebody waits for them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for code in codes:
        if os.getppid() != parent:
            return
        reports.send((code, simulate_region(union=union, code=code, ids=ids, at=at)))
    connections.close_all()
