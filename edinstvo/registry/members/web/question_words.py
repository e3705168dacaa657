"""The question that a list answers, in words: for a heading, a name to save it under, the journal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from edinstvo.foundation.ui.moments import day_short
from edinstvo.registry.members.models import Category
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.web.filter_form import APPLIED, JUBILEES, LACKS, REASONS, SUSPENDED


def conditions_of(filters: Filters) -> str:
    """«На учёте 01.10.2025, категория: учащийся»; everything but the place and the order."""
    return ", ".join([_whose(filters), *_of_people(filters), *_of_periods(filters)])


def question_of(filters: Filters) -> str:
    """The same after the name of the place."""
    said = conditions_of(filters)
    return f"{filters.organisation.short_name}: {said}" if filters.organisation else said


def _whose(filters: Filters) -> str:
    if filters.as_of is not None and filters.is_ever:
        return _("present and former members on %(day)s") % {"day": day_short(filters.as_of)}
    if filters.as_of is not None:
        return _("on record on %(day)s") % {"day": day_short(filters.as_of)}
    return {"former": _("former members"), "all": _("present and former members")}.get(filters.state, _("on record"))


def _of_people(filters: Filters) -> Iterator[str]:
    if filters.category:
        yield _("category: %(category)s") % {"category": _label(Category, filters.category)}
    if filters.age_from is not None:
        yield _("%(years)s years and older") % {"years": filters.age_from}
    if filters.age_to is not None:
        yield _("not older than %(years)s years") % {"years": filters.age_to}
    if filters.incomplete:
        yield _("with an incomplete record")
    if filters.suspended:
        yield str(SUSPENDED[filters.suspended])
    if filters.lacks:
        yield str(LACKS[filters.lacks])
    if filters.applied:
        yield _("applied %(where)s") % {"where": APPLIED[filters.applied]}


def _of_periods(filters: Filters) -> Iterator[str]:
    if filters.joined_from or filters.joined_to:
        yield _("joined the union %(when)s") % {"when": _period(filters.joined_from, filters.joined_to)}
    if filters.came_from or filters.came_to:
        when = _period(filters.came_from, filters.came_to)
        yield _("taken on record %(when)s, not by transfer") % {"when": when}
    if filters.left_from or filters.left_to:
        yield _("left %(when)s") % {"when": _period(filters.left_from, filters.left_to)}
    if not filters.reason and (filters.left_from or filters.left_to):
        yield _("transfers among them")
    if filters.reason:
        yield _("reason: %(reason)s") % {"reason": str(REASONS[filters.reason]).lower()}
    if filters.jubilee:
        yield _("jubilees %(which)s, %(year)s") % {"which": JUBILEES[filters.jubilee], "year": filters.year}
    if filters.month is not None:
        month = str(MONTHS[filters.month]).lower()
        yield (
            _("month: %(month)s") % {"month": month} if filters.jubilee else _("born in: %(month)s") % {"month": month}
        )


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{day_short(since)}–{day_short(until)}"
    if since:
        return _("from %(day)s") % {"day": day_short(since)}
    return _("up to and including %(day)s") % {"day": day_short(until)} if until else ""


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices)[value]).lower()
