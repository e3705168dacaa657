"""The table of requests per second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import against, milliseconds, number, ratios, spread, table
from benchmarks.throughput.servers import Busy, workers_in_words

# data.md "Targets": a share of the bare view's rate; a rate on two cores that only gives the direction.
SHARE, RATE = 0.7, 150


@dataclass(frozen=True)
class Measured:
    """What a run found: by level, the statements of both views and the repetitions of each ("page", "bare")."""

    members: int
    clients: int
    seconds: float
    queries: Mapping[str, int]
    busy: Mapping[str, Mapping[str, Sequence[Busy]]]


def tables(measured: Measured) -> str:
    """The table, with a line above it."""
    repetitions = len(next(iter(measured.busy.values()))["page"])
    rows = [row for level, of_level in measured.busy.items() for row in _rows(level, of_level, measured.queries[level])]
    heads = ["list of a", "queries", "requests/s", "wait p50, ms", "wait p95, ms", "bytes", "bare = 1", "target"]
    return "\n\n".join(
        [
            f"`{workers_in_words()}`, a register with {number(measured.members)} members, {measured.clients} clients, "
            f"each signed in, without a pause. Medians of {repetitions} × {measured.seconds:g} s; the two "
            "servers take turns, and a ratio divides what was measured side by side (least and greatest).",
            table(heads, rows),
        ]
    )


def _rows(level: str, busy: Mapping[str, Sequence[Busy]], queries: int) -> list[list[str]]:
    reached = ratios([one.rate for one in busy["page"]], [one.rate for one in busy["bare"]])
    rate = median(one.rate for one in busy["page"])
    target = f"{against(median(reached), SHARE, at_least=True)}; {against(rate, RATE, at_least=True)}"
    return [
        [f"{level}, the page", str(queries), *_figures(busy["page"]), spread(reached), target],
        [f"{level}, the bare view", str(queries), *_figures(busy["bare"]), "1", ""],
    ]


def _figures(busy: Sequence[Busy]) -> list[str]:
    return [
        f"{median(one.rate for one in busy):.0f}",
        milliseconds(median(one.middle for one in busy)),
        milliseconds(median(one.late for one in busy)),
        number(median(one.bytes for one in busy)),
    ]
