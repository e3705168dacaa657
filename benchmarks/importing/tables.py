"""The tables of an import: where the time goes, how it compares with bare COPY, how much memory it takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from benchmarks.figures import against, number, ratios, seconds, spread, table
from benchmarks.importing.memory import Peaks
from benchmarks.importing.steps import Times
from edinstvo.foundation.tables.model import MEBIBYTE
from edinstvo.registry.imports.actions.commit_plan import CHECKING, CLOSING, WRITING
from edinstvo.registry.imports.actions.make_plan import COMPARING, READING

END_TO_END, DATABASE_PART = 0.4, 0.55
_STAGES = {
    READING: "reading, understanding, storing the plan",
    COMPARING: "matching with the register",
    CHECKING: "commit: has the register moved?",
    WRITING: "commit: people, memberships, categories",
    CLOSING: "commit: dictionary, figures, journal, foreign keys",
}


@dataclass(frozen=True)
class Repetition:
    """Everything measured once, side by side; seconds."""

    bare: float
    xlsx: Times
    csv: Times
    database: Times
    undo: float
    read: dict[str, float]
    interpreted: dict[str, float]


@dataclass
class Measured:
    """What a run found. `new`: how many of the list's `rows` came in; `peaks` by the number of rows."""

    rows: int
    in_register: int
    new: int = 0
    repetitions: list[Repetition] = field(default_factory=list)
    peaks: dict[int, Peaks] = field(default_factory=dict)


def tables(measured: Measured) -> str:
    """The three tables, with a line above each."""
    return "\n\n".join(
        [
            f"A list of {number(measured.rows)} rows ({number(measured.new)} new people) into a register with "
            f"{number(measured.in_register)} members. Medians of {len(measured.repetitions)} repetitions, each in a "
            "fresh copy of the register; a ratio divides what was measured side by side (least and greatest).",
            _ratios(measured),
            "Where the time goes, in seconds:",
            _parts(measured),
            "Memory (resident, at its peak) of the worker and of the process that reads the file:",
            _memory(measured),
        ]
    )


def _ratios(measured: Measured) -> str:
    """Bare COPY is 1: how much of its speed is left."""
    rows = []
    ways: list[tuple[str, float, Callable[[Repetition], float]]] = [
        ("xlsx, file to committed", END_TO_END, lambda one: one.xlsx.whole),
        ("csv (CP1251), file to committed", END_TO_END, lambda one: one.csv.whole),
        ("database part: storing, matching, committing", DATABASE_PART, lambda one: one.database.whole),
    ]
    bare = [one.bare for one in measured.repetitions]
    for name, target, taken in ways:
        times = [taken(one) for one in measured.repetitions]
        reached = ratios(bare, times)
        rows.append([name, seconds(median(times)), spread(reached), against(median(reached), target, at_least=True)])
    rows.insert(0, ["bare COPY of the same rows, the same indexes and keys", seconds(median(bare)), "1", ""])
    return table(["what", "s", "COPY = 1", "target"], rows)


def _parts(measured: Measured) -> str:
    def row(name: str, pick: Callable[[Repetition, str], float]) -> list[str]:
        return [name, *(seconds(median(pick(one, kind) for one in measured.repetitions)) for kind in (".xlsx", ".csv"))]

    def whole(one: Repetition, kind: str) -> Times:
        return one.xlsx if kind == ".xlsx" else one.csv

    def stage_row(stage: str, words: str) -> list[str]:
        return row(words, lambda one, kind: whole(one, kind).parts[stage])

    return table(
        ["part", "xlsx", "csv"],
        [
            row("(alone) reading", lambda one, kind: one.read[kind]),
            row("(alone) reading and understanding", lambda one, kind: one.interpreted[kind]),
            *(stage_row(stage, words) for stage, words in _STAGES.items()),
            ["undo", seconds(median([one.undo for one in measured.repetitions])), ""],
        ],
    )


def _memory(measured: Measured) -> str:
    rows = [
        [
            number(count),
            f"{peaks.worker / MEBIBYTE:.0f} MiB",
            f"{peaks.reader / MEBIBYTE:.0f} MiB",
            seconds(peaks.planned),
            seconds(peaks.committed),
        ]
        for count, peaks in measured.peaks.items()
    ]
    return table(
        ["rows of the xlsx", "worker", "reading process (limit 1 GiB)", "planned in, s", "committed in, s"], rows
    )
