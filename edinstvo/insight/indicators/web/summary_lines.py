"""The lines of a summary: each count with its shares, its target, and the page that it opens to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.ui.figures import share_counted, share_said
from edinstvo.foundation.ui.moments import day_short
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.rules import COUNTED_ON, INDICATORS, Day, Unit, Value, values_of
from edinstvo.insight.indicators.web.meanings import COUNTS, LABELS
from edinstvo.insight.indicators.web.summary_links import links_of
from edinstvo.insight.indicators.web.targets import Target, next_of
from edinstvo.registry.members.queries.narrowing import years_before

# What stands together, by the names of the counts, in the order in which it is read.
_SECTIONS: Mapping[Any, Sequence[str]] = {
    _("Membership"): ("total", "members", "joined", "left", "net", "youth", "joined_online", "covered"),
    _("Records"): ("registered", "complete", "stale"),
    _("Cards and the bonus programme"): ("plastic", "virtual", "bonus", "issued_in_year"),
    _("Organisations and chairs"): (
        "regions_total",
        "regions_structured",
        "primaries",
        "chairs_with_access",
        "chairs_signed_in",
    ),
}
_OF_REGIONS = ("regions_total", "regions_structured")


@dataclass(frozen=True)
class Share:
    """What part of a count (in words) of a day it is; `part` None where it is not known."""

    name: str
    part: int | None
    whole: int
    words: Any
    on: date

    @property
    def said(self) -> str:
        """With one digit, as such figures are published."""
        return "" if self.part is None or not self.whole else share_said(self.part, self.whole, places=1)

    @property
    def value(self) -> float | None:
        """In per cent, to the hundredth; None where nothing is known or there is nothing to divide by."""
        return None if self.part is None else share_counted(self.part, self.whole, places=2)


@dataclass(frozen=True)
class Line:
    """A count by its name, what it is a share of and what it is to come to; `url` "" where nothing stands behind it.

    `when`: the day, the days or the year that it is counted of.
    """

    name: str
    label: Any
    words: Any
    when: str
    value: int | None
    url: str
    shares: list[Share] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


def sections_of(summary: Summary, *, targets: Sequence[Target] = ()) -> Iterator[tuple[Any, list[Line]]]:
    """(heading, its lines) of a summary that is counted."""
    counts: dict[str, int] = summary.counts or {}
    links, values = links_of(summary), values_of(counts)
    for heading, names in _SECTIONS.items():
        shown = [name for name in names if _is_told(name, summary.organisation.level)]
        yield heading, [_line(name, summary, values, targets, links) for name in shown]


def _is_told(name: str, level: Level | None) -> bool:
    """A region would count itself alone."""
    return level is Level.UNION or name not in _OF_REGIONS


def _line(
    name: str,
    summary: Summary,
    values: Mapping[str, Value],
    targets: Sequence[Target],
    links: Mapping[str, str],
) -> Line:
    own = [one for one in INDICATORS if one.numerator == name]
    shares = [
        _share(one.name, values[one.name], one.denominator, one.denominator_day, summary)
        for one in own
        if one.unit is Unit.PERCENT and one.denominator
    ]
    return Line(
        name=name,
        label=LABELS.get(name, LABELS["coverage"]),
        words=COUNTS[name].words,
        when=_when(name, summary),
        value=(summary.counts or {}).get(name),
        url=links.get(name, ""),
        shares=shares,
        targets=[target for one in own if (target := next_of(targets, one.name, on=summary.as_of))],
    )


def _share(name: str, value: Value, whole: str, day: Day | None, summary: Summary) -> Share:
    on = summary.base if day is Day.BASE else summary.as_of
    return Share(name, part=value.numerator, whole=value.denominator or 0, words=COUNTS[whole].words, on=on)


def _when(name: str, summary: Summary) -> str:
    match COUNTED_ON[name]:
        case Day.AS_OF:
            return day_short(summary.as_of)
        case Day.BASE:
            return day_short(summary.base)
        case Day.PERIOD:
            return f"{day_short(summary.after_base)} – {day_short(summary.as_of)}"
        case Day.YEAR:
            return str(summary.year)
        case Day.TWELVE_MONTHS:
            return f"{day_short(years_before(summary.as_of, 1))} – {day_short(summary.as_of)}"
