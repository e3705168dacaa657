"""Figures and tables: medians, percentiles, ratios of one run, Markdown."""

import sys
from collections.abc import Iterable, Sequence
from math import ceil
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least that share of the values does not exceed."""
    return sorted(values)[max(ceil(len(values) * share) - 1, 0)]


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """The ratio of each repetition: what was measured side by side is divided by each other."""
    return [one / other for one, other in zip(over, under, strict=True)]


def spread(values: Sequence[float]) -> str:
    """The median with the least and the greatest value: «0.61 (0.58–0.66)»."""
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def against(reached: float, target: float, *, at_least: bool) -> str:
    """The target, and whether it was reached."""
    sign, is_reached = ("≥", reached >= target) if at_least else ("≤", reached <= target)
    return f"{sign} {target:g}: {'reached' if is_reached else '**missed**'}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def progress(words: str) -> None:
    """Tell whoever waits; tables alone go to standard output."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def number(value: float) -> str:
    """A whole number in groups of three: 100,000."""
    return f"{value:,.0f}"


def seconds(value: float) -> str:
    """Seconds with two digits after the point."""
    return f"{value:.2f}"


def milliseconds(value: float) -> str:
    """Seconds as milliseconds: 0.35, 12.4."""
    return f"{value * 1000:.2f}" if value < 0.01 else f"{value * 1000:.1f}"
