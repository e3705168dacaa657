"""Figures of organisations: how fast they are read and folded, and what they cost those who write."""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from random import Random

from benchmarks.databases import settle, take_stock
from benchmarks.figures import progress
from benchmarks.tallies.tables import Measured, tables
from benchmarks.tallies.writing import admissions
from benchmarks.union import Shape, fill_register
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.foundation.tallies.queries import figure, figures
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from launcher.postgres import DATABASE

# As many regions as the union has.
_SHAPE = Shape(regions=80, territories=4, primaries=4)
_UNFOLDED, _FOLDED_AT_ONCE, _WRITERS = 1_000, 11_000, 8


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=2_000)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0, help="of the eight writers, each time")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: once, briefly")
    given = parser.parse_args()
    if given.small:
        given.reads, given.repetitions, given.seconds = 200, 1, 2.0
    progress(f"filling a register with {_SHAPE.members} members")
    ids = fill_register(shape=_SHAPE)
    fold_deltas()
    take_stock(DATABASE)
    measured = Measured(members=_SHAPE.members, writers=_WRITERS, unfolded=_UNFOLDED, at_once=_FOLDED_AT_ONCE)
    _read(measured, ids, given.reads)
    _fold(measured, ids, given.repetitions)
    _write(measured, ids, given.repetitions, given.seconds)
    measured.is_exact = _equals_a_recount()
    sys.stdout.write(tables(measured))


def _read(measured: Measured, ids: Mapping[str, int], reads: int) -> None:
    """The waits for one organisation and for all regions, with nothing unfolded and with a thousand deltas."""
    regions = [id_ for key, id_ in ids.items() if "t" not in key]
    organisations = list(ids.values())
    ways: dict[str, tuple[Callable[[int], object], list[int]]] = {
        "one organisation": (lambda turn: _figure(organisations[turn % len(organisations)]), organisations),
        "one organisation, all of them its own": (lambda _turn: _figure(regions[0]), regions[:1]),
        "80 regions": (lambda _turn: figures(measure=OPEN_MEMBERSHIPS, organisation_ids=regions), regions),
    }
    for words, (read, touched) in ways.items():
        progress(f"reading: {words}")
        measured.folded[words] = _waits(read, reads)
        _leave_unfolded(touched, _UNFOLDED)
        measured.waits[words] = _waits(read, reads)
        fold_deltas()


def _figure(organisation_id: int) -> int:
    return figure(measure=OPEN_MEMBERSHIPS, organisation_id=organisation_id)


def _waits(read: Callable[[int], object], reads: int) -> list[float]:
    waits = []
    for turn in range(reads):
        begun = time.perf_counter()
        read(turn)
        waits.append(time.perf_counter() - begun)
    return waits


def _leave_unfolded(touched: list[int], count: int) -> None:
    """Somebody comes and somebody goes: in the end everybody has as many as before."""
    rng = Random(5)  # noqa: S311 (nobody real, nothing secret)
    half = [rng.choice(touched) for _ in range(count // 2)]
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(id_, amount) for id_ in half for amount in (1, -1)])


def _fold(measured: Measured, ids: Mapping[str, int], repetitions: int) -> None:
    for number in range(repetitions):
        progress(f"folding: {number + 1} of {repetitions}")
        _leave_unfolded(list(ids.values()), _FOLDED_AT_ONCE)
        settle()
        begun = time.perf_counter()
        fold_deltas()
        measured.folds.append(time.perf_counter() - begun)


def _write(measured: Measured, ids: Mapping[str, int], repetitions: int, seconds: float) -> None:
    """Eight writers in one region, with figures and without, in turns."""
    primaries = [id_ for key, id_ in ids.items() if key.startswith("r1t") and "p" in key][:_WRITERS]
    for number in range(repetitions):
        progress(f"writing: {number + 1} of {repetitions}")
        for with_figures in sorted((True, False), reverse=bool(number % 2)):
            first = (2 * number + with_figures) * _WRITERS + 10
            rate = admissions(
                organisation_ids=primaries, first_number=first, seconds=seconds, with_figures=with_figures
            )
            measured.rates[with_figures].append(rate)
            if not with_figures:
                _make_good(primaries)


def _make_good(primaries: list[int]) -> None:
    """Those admitted without figures are counted afterwards, so that a recount can be asked for at the end."""
    for primary in Organisation.objects.filter(pk__in=primaries):
        more = _on_record(primary) - _figure(primary.pk)
        add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(id_, more) for id_ in primary.chain_ids])


def _equals_a_recount() -> bool:
    """Whether the figure of every organisation is what its rows say."""
    some = Organisation.objects.exclude(type=OrganisationType.UNION)
    return all(_figure(one.pk) == _on_record(one) for one in some)


def _on_record(organisation: Organisation) -> int:
    return Membership.objects.filter(Membership.OPEN, **{f"{organisation.level}_id": organisation.pk}).count()


if __name__ == "__main__":
    main()
