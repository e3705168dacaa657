"""A summary as a table or a printed sheet."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day, day_short, moment
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.web.sheets import Paper, Sheet, Table
from edinstvo.insight.indicators.web.summary_lines import Line


def sheet_of(one: Summary, lines: list[tuple[str, Line]]) -> Sheet:
    """All figures of the summary, line by line."""
    name = _("Summary %(name)s %(day)s") % {"name": one.organisation.short_name, "day": day_short(one.as_of)}
    title = _("Summary of the indicators")
    return Sheet([one.organisation], title, name, _table(one, lines), _paper(one, lines))


def _table(one: Summary, lines: list[tuple[str, Line]]) -> Table:
    headings = [
        _("Section"),
        _("Indicator"),
        _("What is counted"),
        _("Of which day or days"),
        _("How many"),
        _("Per cent"),
        _("Of how many"),
    ]
    headings += [_("Of whom or what"), _("Day of the whole"), _("Organisation"), _("Counted")]
    return Table(headings, rows_of(one, lines))


def rows_of(one: Summary, lines: list[tuple[str, Line]]) -> Iterator[list[Cell]]:
    """A row for each share of each count, or for the count by itself."""
    counted = "" if one.counted_at is None else moment(one.counted_at, now=timezone.now())
    end: list[Cell] = [one.organisation.short_name, counted]
    for heading, line in lines:
        told: list[Cell] = [heading, str(line.label), str(line.words), line.when, _told(line)]
        if not line.shares:
            yield [*told, "", "", "", "", *end]
        for share in line.shares:
            yield [*told, "" if share.value is None else share.value, share.whole, str(share.words), share.on, *end]


def _told(line: Line) -> Cell:
    return "" if line.value is None else line.value


def _paper(one: Summary, lines: list[tuple[str, Line]]) -> Paper:
    rows = [
        [f"{line.label}\n{line.words}, {line.when}", _number(line), "\n".join(_shares(line)) or "—"]
        for _heading, line in lines
    ]
    return Paper(
        day=_("as of %(day)s, base day %(base)s") % {"day": day(one.as_of), "base": day(one.base)},
        columns=[_("Indicator"), _("How many"), _("Share")],
        rows=rows,
        note=_("Counted from the rows of the register: %(moment)s.") % {"moment": _moment(one)},
    )


def _moment(one: Summary) -> str:
    return "—" if one.counted_at is None else moment(one.counted_at, now=timezone.now())


def _number(line: Line) -> str:
    told = _told(line)
    return number(told) if isinstance(told, int) else str(told) or "—"


def _shares(line: Line) -> Iterator[str]:
    for share in line.shares:
        if share.said:
            told = {"share": share.said, "number": number(share.whole)}
            told |= {"words": str(share.words), "day": day_short(share.on)}
            yield _("%(share)s of %(number)s: %(words)s (%(day)s)") % told
