"""What the list of members was asked for, and the same question asked otherwise: chips, orders, neighbouring pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.http import urlencode

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import count_capped, number
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.paging import ListPage, page_asked, pager_by_key
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import (
    COUNTED_TO,
    Cursor,
    Page,
    capped_counts,
    cursor_at,
    filtered,
)
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.orders import is_one_primary, order_of, orders_open
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.members.web.filter_form import FilterForm
from edinstvo.registry.members.web.question_words import conditions_of, question_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import people_elsewhere_on
from edinstvo.registry.organisations.queries.standing import heads_of, numbered

# The questions asked most, as they stand in the address.
PRESETS: dict[str, dict[str, str]] = {
    "current": {},
    "incomplete": {"incomplete": "1"},
    "young": {"age_to": str(YOUNG_UNTIL)},
    "former": {"state": "former"},
}
PLACE_AND_ORDER = ("organisation", "sort")
_NARROWING = (
    "category age_from age_to lacks suspended joined_from joined_to came_from came_to left_from left_to reason applied "
    "month jubilee year"
).split()
_KEPT = ("organisation", "state", *_NARROWING, "incomplete", "on", "sort")


@dataclass(frozen=True)
class Asked:
    """The question: the place (None for a few branches together), the filters, the words searched for.

    `kept` is the question as it stands in the address, without the words and without a page. `is_counted_whole`: the
    person wants to know how many there are, however long that takes.
    """

    form: FilterForm
    place: Organisation | None
    filters: Filters
    words: str
    kept: dict[str, str]
    actor: Actor
    is_counted_whole: bool

    @property
    def is_one_primary(self) -> bool:
        return is_one_primary(organisation=self.place, seen_by=self.actor)

    @property
    def in_words(self) -> str:
        """The conditions in words, without the place."""
        return conditions_of(self.filters)

    @property
    def in_full(self) -> str:
        """The same after the name of the place."""
        return question_of(self.filters)

    @property
    def question(self) -> str:
        """The question as it stands in an address, to be asked again elsewhere."""
        return urlencode(self.kept)

    @property
    def order(self) -> str:
        """The order that the list is read in."""
        return order_of(filters=self.filters, seen_by=self.actor)

    @property
    def is_latest_first(self) -> bool:
        """Whether whoever came, joined or left last stands first."""
        return self.order in ("newest", "joined", "left")

    @property
    def is_by_name(self) -> bool:
        """Whether the names may be in order here."""
        return "name" in orders_open(filters=self.filters, seen_by=self.actor)

    @property
    def is_of_today(self) -> bool:
        """Whether it lists those on record today, who can be changed."""
        return self.filters.state == "current" and self.filters.as_of is None

    @property
    def is_plain(self) -> bool:
        """Whether everybody on record in the place was asked for."""
        return not self.words and not self.kept.keys() - set(PLACE_AND_ORDER)

    @property
    def conditions(self) -> dict[str, str]:
        """What is asked for beside the place and the order, as it stands in the address."""
        return {name: value for name, value in self.kept.items() if name not in PLACE_AND_ORDER}

    @property
    def has_more_conditions(self) -> bool:
        """Whether something is asked for that no chip says."""
        return not self.words and self.conditions not in PRESETS.values()

    @property
    def sought_with(self) -> str:
        """The names of what goes along with the words that are looked for."""
        return ",".join(dict.fromkeys(["q", "organisation", "on", *self.conditions]))

    @property
    def by_name_url(self) -> str:
        """The same in the order of names; from there, backwards."""
        return self.url(sort="-name" if self.order == "name" else "")

    @property
    def by_birth_url(self) -> str:
        """The same from the oldest; from there, from the youngest."""
        return self.url(sort="youngest" if self.order == "oldest" else "oldest")

    @property
    def sought_everywhere_url(self) -> str:
        """The same words, looked for among those on record today and once, under no condition."""
        place = {name: value for name, value in self.kept.items() if name == "organisation"}
        return f"?{urlencode({**place, 'q': self.words})}"

    @property
    def counted_url(self) -> str:
        """The same, counted to the last one."""
        return self.url(exact="1")

    def url(self, **changes: Any) -> str:
        """The address of the same question with other values; an empty value takes one out."""
        changed = {name: str(value) for name, value in {**self.kept, **changes}.items() if value}
        return f"?{urlencode(changed)}"


def asked_of(request: Request) -> Asked:
    """The question of the address; a foreign organisation is 404, other nonsense is left out."""
    form = FilterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    if "organisation" in form.errors:
        raise Http404
    place = _place(said.get("organisation", ""), request.actor)
    filters = Filters(
        organisation=place,
        state=said.get("state") or "current",
        incomplete=bool(said.get("incomplete")),
        as_of=said.get("on"),
        **{name: said[name] for name in _NARROWING if name in said},
        sort=said.get("sort") or "name",
    )
    kept = {name: str(int(said[name]) if said[name] is True else said[name]) for name in _KEPT if _is_said(said, name)}
    return Asked(form, place, filters, said["q"], kept, request.actor, request.GET.get("exact") == "1")


def cursor_of(request: Request, asked: Asked) -> Cursor | None:
    """Where the page begins."""
    if (beginning := page_asked(request)) is None:
        return None
    return cursor_at(id=beginning[0], sort=asked.order, back=beginning[1], seen_by=request.actor)


def total_of(asked: Asked, counted: dict[str, int | None], *, on: date) -> int | None:
    """How many the filters leave, where it is counted already or cheap to count; None where not."""
    if asked.is_counted_whole:
        return filtered(filters=asked.filters, on=on, seen_by=asked.actor).count()
    for name, preset in PRESETS.items():
        if asked.conditions == preset and counted[name] is not None:
            return counted[name]
    # Of a past day nobody counted: a list that says its day says its number too. Who applied online is rare.
    if not asked.is_one_primary and asked.filters.as_of is None and not asked.filters.applied:
        return None
    return capped_counts({"all": filtered(filters=asked.filters, on=on, seen_by=asked.actor)})["all"]


def how_many(asked: Asked, total: int | None) -> dict[str, Any]:
    """The total, how it is said, and whether there are more than were counted."""
    if total is None or asked.is_counted_whole:
        return {"total": total, "total_said": "" if total is None else number(total)}
    return {"total": total, "total_said": count_capped(total), "goes_on": total > COUNTED_TO}


def elsewhere_of(asked: Asked) -> int:
    """How many more were on record in the place on the past day asked for, whom other branches keep today.

    Told beside the plain list of a day: it is what makes it shorter than the figure of that day.
    """
    if asked.place is None or asked.filters.as_of is None or asked.kept.keys() - {"organisation", "sort", "on"}:
        return 0
    ids = asked.filters.stood_below
    return people_elsewhere_on(asked.place, on=asked.filters.as_of, seen_by=asked.actor, ids=ids)


def pager_of(asked: Asked, page: Page[Membership], total: int | None) -> ListPage:
    """The line under the list. Above a thousand a total is said as such."""
    return pager_by_key(page, name=lambda row: _called(row, asked.order), url=asked.url, total=total)


def _called(stay: Membership, order: str) -> str:
    """Where somebody stands in a list: their name, or the day that it is in the order of."""
    day = {"newest": stay.registered_on, "joined": stay.joined_on, "left": stay.ended_on}.get(order)
    return day_short(day) if day is not None else initials(stay.person.full_name)


def _place(number: str, actor: Actor) -> Organisation | None:
    if not number:
        heads = heads_of(seen_by=actor)
        return heads[0] if len(heads) == 1 else None
    try:
        found = numbered(number, seen_by=actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
    if not actor.may(Power.SEE_MEMBERS, at=found):
        raise Http404
    return found


def _is_said(said: dict[str, Any], name: str) -> bool:
    defaults = {"state": "current", "sort": "name"}
    return said.get(name) not in (None, "", False, defaults.get(name))
