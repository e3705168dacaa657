"""The tables of a move."""

from dataclasses import dataclass, field
from statistics import median

from benchmarks.figures import against, milliseconds, number, percentile, ratios, seconds, spread, table
from benchmarks.meter import Cost
from benchmarks.moves.waiting import MOVING, QUIET, Waits
from benchmarks.moves.ways import ACT, BARE, Gone
from edinstvo.foundation.tables.model import MEBIBYTE

# What a move may cost beside its UPDATE, and what those elsewhere may notice of it beside the load of the machine.
TIMES_BARE, TIMES_BARE_WAIT = 1.5, 1.25


@dataclass
class Measured:
    """What a run found: of each way ("bare", "act") what each repetition cost, and what others waited meanwhile."""

    members: int
    in_territory: int
    organisations: int
    gone: dict[str, list[Gone]] = field(default_factory=lambda: {BARE: [], ACT: []})
    waits: dict[str, Waits] = field(default_factory=lambda: {BARE: Waits(), ACT: Waits()})


def tables(measured: Measured) -> str:
    """The two tables, with a line above each."""
    repetitions, rows = len(measured.gone[ACT]), measured.gone[ACT][0].rows
    return "\n\n".join(
        [
            f"A territory of {number(measured.in_territory)} members in {number(measured.organisations)} organisations "
            f"({number(rows)} rows, those of former members included) goes to another region, in a register with "
            f"{number(measured.members)} members. Medians of {repetitions} repetitions, each in a fresh copy of the "
            "register, in turns; a ratio divides what was measured side by side (least and greatest).",
            _costs(measured),
            "Others meanwhile admit people, one after another with pauses of 50 ms: three in other branches (of the "
            "region that is left, of the one that is entered, of a third one), one in the territory itself. "
            "Milliseconds of an admission:",
            _others(measured),
        ]
    )


def _costs(measured: Measured) -> str:
    bare, act = measured.gone[BARE], measured.gone[ACT]
    pairs = [
        ("bare UPDATE there", "move", [one.there for one in bare], [one.there for one in act]),
        ("bare UPDATE back", "its undo", [one.back for one in bare], [one.back for one in act]),
    ]
    rows = []
    for words_bare, words_act, of_bare, of_act in pairs:
        reached = ratios([one.wall for one in of_act], [one.wall for one in of_bare])
        rows.append([words_bare, *_figures(of_bare), "1", ""])
        rows.append(
            [words_act, *_figures(of_act), spread(reached), against(median(reached), TIMES_BARE, at_least=False)]
        )
    return table(["what", "s", "s of the server's processor", "MiB of its log", "bare = 1", "target"], rows)


def _figures(costs: list[Cost]) -> list[str]:
    return [
        seconds(median(one.wall for one in costs)),
        seconds(median(one.server for one in costs)),
        number(median(one.log for one in costs) / MEBIBYTE),
    ]


def _others(measured: Measured) -> str:
    bare, act = measured.waits[BARE], measured.waits[ACT]
    quiet = [*bare.elsewhere[QUIET], *act.elsewhere[QUIET]]
    of_bare = percentile(bare.elsewhere[MOVING], 0.95)
    ratio = percentile(act.elsewhere[MOVING], 0.95) / of_bare
    target = against(ratio, TIMES_BARE_WAIT, at_least=False)
    rows = [
        ["elsewhere, nothing moves", *_waits(quiet), f"{percentile(quiet, 0.95) / of_bare:.2f}", ""],
        ["elsewhere, during the bare UPDATE", *_waits(bare.elsewhere[MOVING]), "1", ""],
        ["elsewhere, during the move and its undo", *_waits(act.elsewhere[MOVING]), f"{ratio:.2f}", target],
        ["in the territory itself, nothing moves", *_waits([*bare.inside[QUIET], *act.inside[QUIET]]), "", ""],
        ["in the territory itself, during the bare UPDATE", *_waits(bare.inside[MOVING]), "", ""],
        ["in the territory itself, during the move and its undo", *_waits(act.inside[MOVING]), "", ""],
    ]
    return table(["admissions", "measured", "p50", "p95", "longest", "p95, bare = 1", "target"], rows)


def _waits(waits: list[float]) -> list[str]:
    values = (percentile(waits, 0.5), percentile(waits, 0.95), max(waits))
    return [number(len(waits)), *(milliseconds(value) for value in values)]
