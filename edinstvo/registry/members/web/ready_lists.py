"""The lists that a branch needs again and again, each one step away from the list of members."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Category
from edinstvo.registry.members.queries.asked import saved_lists
from edinstvo.registry.members.queries.listing import capped_counts, counts, filtered, rare
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.members.web.filter_form import FilterForm
from edinstvo.registry.members.web.listing import Asked, asked_of

# The lists of today: what is asked for, by the names of the filters.
TODAY: dict[str, dict[str, Any]] = {
    "current": {},
    "young": {"age_to": YOUNG_UNTIL},
    "retired": {"category": Category.RETIRED.value},
    "suspended": {"suspended": "now"},
    "former": {"state": "former"},
    "without_birth_date": {"lacks": "birth_date"},
    "without_phone": {"lacks": "phone"},
    "without_category": {"lacks": "category"},
    "without_sex": {"lacks": "sex"},
    "without_joined_on": {"lacks": "joined_on"},
    "without_consent": {"lacks": "consent"},
}


@dataclass(frozen=True)
class ReadyList:
    """A list of today: its name, its address, and how many it has where that is cheap to say."""

    title: str
    url: str
    count: int | None


@dataclass(frozen=True)
class AskedList:
    """A list that wants a day or a period first. `settled` is what of the question is not asked."""

    name: str
    title: str
    why: str
    fields: list[BoundField]
    settled: dict[str, str]


@require_safe
@signed_in
def ready_lists(request: Request) -> HttpResponse:
    """Every ready list of the place, and those that the person saved."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    asked, on = asked_of(request), timezone.localdate()
    place = {"organisation": asked.kept["organisation"]} if "organisation" in asked.kept else {}
    context = {"asked": asked, "lists": _of_today(asked, place, on=on), "forms": _asked_first(place, on=on)}
    context |= {"saved": saved_lists(seen_by=request.actor), "may_merge": request.actor.may(Power.KEEP_MEMBERS)}
    return render(request, "members/lists.html", context)


def _of_today(asked: Asked, place: dict[str, str], *, on: date) -> list[ReadyList]:
    titles = {
        "current": _("On record"),
        "young": _("Up to 35 years"),
        "retired": _("Pensioners"),
        "suspended": _("Suspended ones"),
        "former": _("Former"),
        "without_birth_date": _("Without a birth date"),
        "without_phone": _("Without a telephone"),
        "without_category": _("Without a category"),
        "without_sex": _("Without a sex"),
        "without_joined_on": _("Without a joining date"),
        "without_consent": _("Without a consent"),
    }
    counted = _counted(asked, on=on)
    address = reverse("members:list")
    return [
        ReadyList(titles[name], f"{address}?{urlencode({**place, **question})}", counted.get(name))
        for name, question in TODAY.items()
    ]


def _counted(asked: Asked, *, on: date) -> dict[str, int | None]:
    """Every count within one primary; in a wider branch those that the tallies and the indexes of the rare know."""
    if not asked.is_one_primary:
        of_place: dict[str, Any] = {"organisation": asked.place, "on": on, "seen_by": asked.actor}
        lacking, suspended = rare(lacks="consent", **of_place), rare(suspended="now", **of_place)
        return {**counts(**of_place), **capped_counts({"without_consent": lacking, "suspended": suspended})}
    wanted = {name: Filters(organisation=asked.place, **question) for name, question in TODAY.items()}
    rows = {name: filtered(filters=one, on=on, seen_by=asked.actor) for name, one in wanted.items()}
    return {**capped_counts(rows)}


def _asked_first(place: dict[str, str], *, on: date) -> list[AskedList]:
    begin = on.replace(month=1, day=1)
    since, until = {"joined_from": begin, "joined_to": on}, {"left_from": begin, "left_to": on}
    return [
        _one("then", _("As of a day"), _then(), {"on": on}, place),
        _one("electors", _("Electors"), _electors(), {"on": on, "suspended": ""}, {**place, "exact": "1"}),
        _one("joined", _("Joined in a period"), _joined(), since, {**place, "state": "all"}),
        _one("left", _("Left in a period"), _left(), {**until, "reason": ""}, {**place, "state": "former"}),
        _one(
            "birthdays", _("Birthdays"), _("Whoever is on record today."), {"month": on.month}, {**place, "sort": "day"}
        ),
        _one("jubilees", _("Jubilees"), _jubilees(), {"jubilee": "age", "year": on.year, "month": ""}, place),
    ]


def _one(name: str, title: str, why: str, asked: dict[str, Any], settled: dict[str, str]) -> AskedList:
    form = FilterForm(initial=asked, auto_id=f"{name}-%s")
    return AskedList(name, title, why, [form[field] for field in asked], settled)


def _then() -> str:
    return _("Who was on record on that day, in the organisations that stood here then. Names are those of today.")


def _electors() -> str:
    return _(
        "Everybody on record on the day of the meeting, counted to the last one: its quorum is counted of them all. "
        "Where the charter gives no vote while a membership is suspended, leave the suspended ones out."
    )


def _joined() -> str:
    return _("Admitted to the union for the first time; transfers are not counted.")


def _left() -> str:
    return _("Taken off the record, by the day and the reason; transfers are among them.")


def _jubilees() -> str:
    return _("Round birthdays, or round years in the union by seniority, in a year or in one month of it.")
