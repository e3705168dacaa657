"""Remind the regions whose structure is not built, inside the house."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.notices.actions.send_notice import Message, send_notices
from edinstvo.foundation.notices.models import Channel
from edinstvo.insight.indicators.models import StructureReminder
from edinstvo.insight.indicators.queries.unbuilt import Unbuilt, unbuilt_today


class NobodyToRemind(Exception):
    """Every structure is built, or nobody of the regions that lack it can be told."""


class RemindedToday(Exception):
    """They were reminded today already."""


def remind_unbuilt(*, actor: Actor, on: date, at: datetime) -> StructureReminder:
    """A line for the chair and the staff of each such region; once a day, `on`, today.

    Raises PowerMissing, NobodyToRemind, RemindedToday.
    """
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    lacking = [one for one in unbuilt_today(on=on, seen_by=actor) if one.people]
    lines = [line for one in lacking for line in _lines(one, actor)]
    if not lines:
        raise NobodyToRemind
    with transaction.atomic():
        made = _made(actor, on, at, regions=len(lacking), people=len(lines))
        send_notices(actor=actor, messages=lines, at=at)
        write_entry(
            actor=actor,
            verb="structures_reminded",
            about=About(type="union", id=None, name=""),
            at_place=None,
            at=at,
            after={"regions": made.regions, "people": made.people},
        )
    return made


def _made(actor: Actor, on: date, at: datetime, *, regions: int, people: int) -> StructureReminder:
    """The first of two at the same moment. Raises RemindedToday."""
    try:
        with transaction.atomic():
            return StructureReminder.objects.create(
                reminded_on=on, reminded_at=at, reminded_by_name=actor.name, regions=regions, people=people
            )
    except IntegrityError as error:
        raise RemindedToday from error


def _lines(one: Unbuilt, actor: Actor) -> Iterator[Message]:
    """Whoever reminds needs no reminder."""
    built = one.built
    values = {"confirmed": built.confirmed, "primaries": built.primaries, "without_access": built.without_access}
    for user in one.people:
        if user != actor.user_id:
            yield Message(
                channel=Channel.IN_APP,
                template="indicators/unbuilt",
                values={**values, "region": one.organisation.short_name, "without_number": built.without_number},
                user_id=user,
                link=f"indicators:region {one.organisation.inpo}",
                organisation_id=one.organisation.pk,
                at_place=one.organisation,
            )
