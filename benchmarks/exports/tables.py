"""The tables of the exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.exports.watching import Exported
from benchmarks.figures import against, number, ratios, seconds, spread, table
from edinstvo.foundation.tables.model import MEBIBYTE

# How often the bare writing would be done meanwhile; what a ten times longer list may add to the worker's memory.
TIMES_BARE, GROWTH = 1.5, 1.1


@dataclass(frozen=True)
class Measured:
    """Of one kind of file: the short list once; the long one and its bare writing (seconds) in turns."""

    short: Exported
    long: Sequence[Exported]
    bare: Sequence[float]


def tables(measured: Mapping[str, Measured]) -> str:
    """The two tables, with a line above each."""
    repetitions = len(next(iter(measured.values())).long)
    return "\n\n".join(
        [
            "Eight columns and a number of everybody on record, in the order of names. Medians of "
            f"{repetitions} repetitions, each in a worker of its own, in turns with the bare writing; a ratio divides "
            "what was measured side by side (least and greatest).",
            table(
                ["file", "rows", "s", "rows/s", "bare, s", "bare = 1", "target", "MiB of the file"],
                [_of_speed(kind, one) for kind, one in measured.items()],
            ),
            "Memory (resident, at its peak) of the worker, of a region and of the union:",
            table(
                ["file", "idle", *(_heads(measured)), "ratio", "target"],
                [_of_memory(kind, one) for kind, one in measured.items()],
            ),
        ]
    )


def _of_speed(kind: str, one: Measured) -> list[str]:
    times = [made.work.seconds for made in one.long]
    reached, rows = ratios(times, one.bare), one.long[0].rows
    return [
        kind,
        number(rows),
        seconds(median(times)),
        number(rows / median(times)),
        seconds(median(one.bare)),
        spread(reached),
        against(median(reached), TIMES_BARE, at_least=False),
        number(one.long[0].size / MEBIBYTE),
    ]


def _heads(measured: Mapping[str, Measured]) -> list[str]:
    one = next(iter(measured.values()))
    return [f"{number(rows)} rows" for rows in (one.short.rows, one.long[0].rows)]


def _of_memory(kind: str, one: Measured) -> list[str]:
    most = max(made.work.peak for made in one.long)
    marks = (one.short.work.idle, one.short.work.peak, most)
    growth = most / one.short.work.peak
    sizes = [f"{mark / MEBIBYTE:.0f} MiB" for mark in marks]
    return [kind, *sizes, f"{growth:.2f}", against(growth, GROWTH, at_least=False)]
