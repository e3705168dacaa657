"""Where the numbers of a summary lead: to the people behind them, or to the page that tells of what is missing."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS
from edinstvo.registry.members.queries.narrowing import NO_TRANSFER
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.queries.standing import number_of


def links_of(summary: Summary) -> Mapping[str, str]:
    """{count: the address of its page}."""
    is_today = summary.as_of == timezone.localdate()
    on = {} if is_today else {"on": summary.as_of.isoformat()}
    found = {goal: _url("indicators:board", summary, by=goal, **on) for goal in DATED_GOALS}
    found["joined_online"] = _url("indicators:online", summary, **on)
    # The table of regions stands below the figures.
    found["regions_structured"] = "#regions"
    if is_today:
        found["complete"] = _url("indicators:board", summary, by="complete")
    return found | _lists(summary, on)


def _lists(summary: Summary, on: dict[str, str]) -> dict[str, str]:
    """The people behind, as far as the reader sees them today. Movement and changes are told in today's tree alone."""
    found = {
        "members": _url("members:list", summary, **on),
        "youth": _url("members:list", summary, age_to=str(YOUNG_UNTIL), **on),
    }
    return found if on and summary.organisation.parent_id is not None else found | _lists_in_todays_tree(summary, on)


def _lists_in_todays_tree(summary: Summary, on: dict[str, str]) -> dict[str, str]:
    since, until = summary.after_base.isoformat(), summary.as_of.isoformat()
    found = {
        "joined": _url("members:list", summary, state="all", came_from=since, came_to=until),
        "left": _url("members:list", summary, state="former", left_from=since, left_to=until, reason=NO_TRANSFER),
    }
    return found if on else found | {"stale": _url("members:list", summary, lacks="changes")}


def _url(page: str, summary: Summary, **said: str) -> str:
    return f"{reverse(page)}?{urlencode({'organisation': number_of(summary.organisation), **said})}"
