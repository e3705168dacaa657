"""Keep the records of members here from today on, which were kept on paper until now."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.ask_of_many import CountChanged, as_many_as_agreed
from edinstvo.registry.members.actions.carry_many import lock_stays
from edinstvo.registry.members.actions.count_members import count_change, counted
from edinstvo.registry.members.actions.keep_version import MEMBERSHIP_COLUMNS
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import kept_by, require_keeping
from edinstvo.registry.members.queries.asked import places_for
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.actions.hold_open import hold_several

_KEEP = f"""
INSERT INTO members_membershipversion (membership_id, person_id, version, known_until, {", ".join(MEMBERSHIP_COLUMNS)})
SELECT id, person_id, version, %(at)s, {", ".join(MEMBERSHIP_COLUMNS)} FROM members_membership WHERE id = ANY(%(ids)s)
"""  # noqa: S608  # names of our own columns
_SET = """
UPDATE members_membership
SET electronic_on = greatest(registered_on, %(on)s), version = version + 1, known_since = %(at)s
WHERE id = ANY(%(ids)s)
"""


def keep_electronically(*, actor: Actor, filters: Filters, words: str, expected: int, on: date, at: datetime) -> int:
    """Whoever of the list is on paper is on electronic record from `on`, today; how many that were.

    As many as were agreed to, all or nobody; one entry of the journal in each branch asked about. Raises CountChanged,
    TooMany, PowerMissing.
    """
    places = places_for(Power.KEEP_MEMBERS, organisation=filters.organisation, seen_by=actor)
    if not places:
        raise PowerMissing(power=Power.KEEP_MEMBERS)
    with transaction.atomic():
        ids = as_many_as_agreed(on_paper(filters=filters, on=on, seen_by=actor), expected=expected)
        stays = _held(actor, ids)
        if len(stays) != expected:
            raise CountChanged(count=len(stays))
        figures = counted(stays)
        said: dict[str, Any] = {"ids": [stay.pk for stay in stays], "on": on, "at": at}
        with connection.cursor() as cursor:
            for statement in (_KEEP, _SET):
                cursor.execute(statement, said)
        for stay in stays:
            stay.electronic_on = max(stay.registered_on, on)
        count_change(before=figures, after=counted(stays))
        note_lives(person_ids=[stay.person_id for stay in stays])
        for place in places:
            write_entry(
                actor=actor,
                verb="records_made_electronic",
                about=About(type="members", id=None, name=words),
                at_place=place,
                at=at,
                after={"people": len(stays), "electronic_on": on.isoformat()},
            )
    return len(stays)


def on_paper(*, filters: Filters, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """Whoever of the list is on record today, kept by the actor, and on paper."""
    rows = filtered(filters=filters, on=on, seen_by=seen_by)
    return rows.filter(Membership.OPEN, kept_by(seen_by), electronic_on=None)


def _held(actor: Actor, ids: Sequence[int]) -> list[Membership]:
    """The stays that are on paper still, locked, every organisation held before any member."""
    held = hold_several(ids=set(Membership.objects.filter(pk__in=ids).values_list("organisation_id", flat=True)))
    stays = [stay for stay in lock_stays(ids=ids) if stay.is_open and stay.electronic_on is None]
    for stay in stays:
        stay.organisation = held[stay.organisation_id]
    for organisation in held.values():
        require_keeping(actor, organisation)
    return stays
