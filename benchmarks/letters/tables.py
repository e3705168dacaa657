"""The tables of the letters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from benchmarks.figures import against, number, ratios, seconds, spread, table
from benchmarks.letters.issuing import LOGINS, PAPER, Issued
from benchmarks.workers import Worked
from edinstvo.foundation.tables.model import MEBIBYTE

# How often the rows could be copied and the pages be printed meanwhile; what a small server may give for it, in MiB.
TIMES_BARE, MOST_MEMORY = 1.5, 1024


@dataclass
class Measured:
    """What a run found: the issue in this process and bare in turns; by number of letters what the worker needed."""

    issued: list[Issued] = field(default_factory=list)
    bare: list[Issued] = field(default_factory=list)
    workers: dict[int, Worked] = field(default_factory=dict)


def tables(measured: Measured) -> str:
    """The two tables, with a line above each."""
    letters = measured.issued[0].letters
    return "\n\n".join(
        [
            f"A region issues {number(letters)} logins, each with its powers and its printed page. Medians of "
            f"{len(measured.issued)} repetitions, each in a fresh copy of the register, in turns; a ratio divides what "
            "was measured side by side (least and greatest).",
            _speed(measured, letters),
            "Memory (resident, at its peak) of the worker and of the processes that print and join, and the seconds of "
            "the work:",
            _memory(measured),
        ]
    )


def _speed(measured: Measured, letters: int) -> str:
    parts: list[tuple[str, Callable[[Issued], float]]] = [
        ("rows of logins, powers and letters", lambda one: one.parts[LOGINS]),
        ("paper: typst; in the issue also QR codes, joining, sealing, storing", lambda one: one.parts[PAPER]),
        ("the whole issue", lambda one: one.seconds),
    ]
    rows = []
    for words, pick in parts:
        of_act, of_bare = [pick(one) for one in measured.issued], [pick(one) for one in measured.bare]
        rows.append([words, *_rate(letters, of_act), *_compared(letters, of_act, of_bare)])
    reached = median(ratios([one.seconds for one in measured.issued], [one.seconds for one in measured.bare]))
    rows[-1].append(against(reached, TIMES_BARE, at_least=False))
    heads = ["part", "s", "letters/s", "bare, s", "bare, letters/s", "bare = 1", "target"]
    return table(heads, [[*row, ""] if len(row) < len(heads) else row for row in rows])


def _rate(letters: int, times: list[float]) -> list[str]:
    return [seconds(median(times)), number(letters / median(times))]


def _compared(letters: int, of_act: list[float], of_bare: list[float]) -> list[str]:
    """Nothing where the bare minimum does no such thing."""
    return [*_rate(letters, of_bare), spread(ratios(of_act, of_bare))] if any(of_bare) else ["", "", ""]


def _memory(measured: Measured) -> str:
    rows = [
        [
            number(letters),
            seconds(one.seconds),
            f"{one.idle / MEBIBYTE:.0f} MiB",
            f"{one.peak / MEBIBYTE:.0f} MiB",
            f"{one.helper / MEBIBYTE:.0f} MiB",
            against((one.peak + one.helper) / MEBIBYTE, MOST_MEMORY, at_least=False),
        ]
        for letters, one in measured.workers.items()
    ]
    return table(["letters", "s", "worker, idle", "worker", "printing and joining", "target of both, MiB"], rows)
