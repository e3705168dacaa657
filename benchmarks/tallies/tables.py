"""The tables of the figures."""

from dataclasses import dataclass, field
from statistics import median

from benchmarks.figures import against, milliseconds, number, percentile, ratios, spread, table

# data.md "Targets": milliseconds at the 95th percentile; how much of the writers' rate is left.
LIMITS = {"one organisation": 5, "one organisation, all of them its own": 5, "80 regions": 25}
LEFT = 0.9


@dataclass
class Measured:
    """What a run found: seconds of each read and fold, admissions per second with figures (True) and without."""

    members: int
    writers: int
    unfolded: int
    at_once: int
    is_exact: bool = False
    folded: dict[str, list[float]] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=dict)
    folds: list[float] = field(default_factory=list)
    rates: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})


def tables(measured: Measured) -> str:
    """The two tables, with a line above each."""
    recount = "equals a recount of its rows" if measured.is_exact else "**DIFFERS** from a recount of its rows"
    return "\n\n".join(
        [
            f"People on record, {number(measured.members)} of them in 80 regions. Milliseconds of a read, with nothing "
            f"unfolded and with {number(measured.unfolded)} deltas that are not folded yet:",
            _reads(measured),
            f"{measured.writers} processes admit people into one region, each with transactions that last 20 ms longer "
            "than they must, while the deltas are folded twice a second; without figures nothing is counted. "
            f"Afterwards the figure of every organisation {recount}.",
            _writes(measured),
        ]
    )


def _reads(measured: Measured) -> str:
    rows = []
    for words, waits in measured.waits.items():
        late = percentile(waits, 0.95)
        before = [percentile(measured.folded[words], share) for share in (0.5, 0.95)]
        values = [milliseconds(value) for value in (*before, percentile(waits, 0.5), late)]
        rows.append([words, *values, against(late * 1000, LIMITS[words], at_least=False)])
    return table(["figure of", "p50", "p95", "unfolded: p50", "unfolded: p95", "target: p95"], rows)


def _writes(measured: Measured) -> str:
    left = ratios(measured.rates[True], measured.rates[False])
    fold = milliseconds(median(measured.folds))
    return table(
        ["what", "measured", "without figures = 1", "target"],
        [
            ["admissions per second without figures", f"{median(measured.rates[False]):.0f}", "1", ""],
            [
                "admissions per second with figures, and folded",
                f"{median(measured.rates[True]):.0f}",
                spread(left),
                against(median(left), LEFT, at_least=True),
            ],
            [f"folding {number(measured.at_once)} deltas at once", f"{fold} ms", "", ""],
        ],
    )
