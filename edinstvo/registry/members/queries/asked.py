"""What somebody asked for a whole list: their own saved lists, exports and acts on many, and where it may be done."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Count, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.members.models import ActOnMany, AskedOfMany, Membership, Outcome, SavedList
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of

# One transaction holds them all: a branch with more is done in parts.
MOST_AT_ONCE = 20_000
_SHOWN = 200
Asked = TypeVar("Asked", bound=AskedOfMany)


def saved_lists(*, seen_by: Actor) -> QuerySet[SavedList]:
    """The person's own saved lists in the order of names."""
    return SavedList.objects.filter(user_id=seen_by.user_id or 0).order_by("name")


def own(model: type[Asked], *, seen_by: Actor) -> QuerySet[Asked]:
    """What the person asked for themselves, newest first; nothing for an actor without a login."""
    rows = model._default_manager.filter(asked_by_id=seen_by.user_id, asked_by_id__isnull=False)
    return rows.order_by("-id")


def works_on(asked: list[Asked]) -> dict[int, Work]:
    """The works of the rows, by the ids of the rows."""
    works = Work.objects.in_bulk([one.work_id for one in asked if one.work_id is not None])
    return {one.pk: works[one.work_id] for one in asked if one.work_id in works}


def places_for(power: Power, *, organisation: Organisation | None, seen_by: Actor) -> list[Organisation]:
    """The heads of the branches that a question is about, as far as the power goes; none where it does not."""
    places = [organisation] if organisation is not None else heads_of(seen_by=seen_by)
    return [place for place in places if seen_by.may(power, at=place)]


def holds_at_all(power: Power, *, asked: AskedOfMany, seen_by: Actor) -> bool:
    """Whether the actor still has the power at every place that was asked about, where it stands by now."""
    places = list(Organisation.objects.filter(pk__in=asked.place_ids))
    return len(places) == len(asked.place_ids) and all(seen_by.may(power, at=place) for place in places)


def at_most(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """The rows in a fixed order; at most one more than may be done at once."""
    return rows.order_by("id")[: MOST_AT_ONCE + 1]


def outcomes_of(act: ActOnMany) -> dict[str, int]:
    """How many members of the act came to each outcome."""
    return dict(act.lines.values_list("outcome").annotate(count=Count("id")).order_by())


def refused_in(act: ActOnMany, *, seen_by: Actor) -> list[tuple[Membership, str]]:
    """(membership, why) of the first two hundred that were refused, as far as the actor still sees them."""
    reasons = dict(act.lines.filter(outcome=Outcome.REFUSED).order_by("id").values_list("membership_id", "reason"))
    rows = Membership.objects.filter(visible_to(seen_by), pk__in=reasons).select_related("person", "organisation")
    return [(row, reasons[row.pk]) for row in rows.order_by("name_key", "id")[:_SHOWN]]


def came_of(act: ActOnMany, *, reasons: Mapping[str, Any], seen_by: Actor) -> dict[str, Any]:
    """What a page shows of an act that is done: `done`, `same`, `refused` by number, `rows` of the refused in words."""
    counted = outcomes_of(act)
    shown: dict[str, Any] = {str(one): counted.get(one, 0) for one in (Outcome.DONE, Outcome.SAME, Outcome.REFUSED)}
    return shown | {"rows": [(row, reasons[reason]) for row, reason in refused_in(act, seen_by=seen_by)]}


def undone_in(act: ActOnMany, *, seen_by: Actor) -> dict[str, Any]:
    """Of an act that was undone: `undone` by number, `kept` the first two hundred that were not, as far as seen."""
    lines = act.lines.filter(outcome=Outcome.DONE)
    kept = lines.exclude(reason="undone").values("membership_id")
    rows = Membership.objects.filter(visible_to(seen_by), pk__in=kept).select_related("person", "organisation")
    return {"undone": lines.filter(reason="undone").count(), "kept": list(rows.order_by("name_key", "id")[:_SHOWN])}
