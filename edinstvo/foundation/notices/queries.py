"""Reading notices: the outbox of a branch, and what was said to one person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import POWERS_OF, Power
from edinstvo.foundation.notices.models import Channel, Notice, State


@dataclass(frozen=True)
class Page:
    """Notices newest first, and the ids to go on from, to newer and to older ones; None where there are none."""

    rows: list[Notice]
    newer: int | None
    older: int | None


def outbox(*, seen_by: Actor) -> QuerySet[Notice]:
    """What went out, or tries to, from the branches whose journal the actor reads, newest first."""
    leaving = Notice.objects.filter(channel__in=[Channel.EMAIL, Channel.SMS])
    return leaving.filter(seen_by.scope(Power.READ_JOURNAL)).order_by("-id")


def told_to(*, seen_by: Actor) -> QuerySet[Notice]:
    """What was said to the actor inside the house, newest first; nothing to an actor without a login."""
    own = Notice.objects.filter(channel=Channel.IN_APP, user_id=seen_by.user_id, user_id__isnull=False)
    return own.order_by("-id")


def unread_by(*, seen_by: Actor) -> int:
    """How much of it is unread; one walk of a small index."""
    return _unread(seen_by).count()


def unread_beside(*, seen_by: Actor) -> Coalesce:
    """The same as a column of another query, for pages that would ask for nothing else."""
    return Coalesce(Subquery(_unread(seen_by).values("user_id").annotate(unread=Count("pk")).values("unread")), 0)


def _unread(actor: Actor) -> QuerySet[Notice]:
    return told_to(seen_by=actor).filter(read_at=None).order_by()


def who_answers_for(*, chain_ids: Sequence[int], power: Power, on: date) -> list[int]:
    """The users who hold the power on the day at the lowest of these organisations at which anybody does.

    `chain_ids` lead from the top down; a power over the whole union counts for none of them. One query.
    """
    holders = holders_at(organisation_ids=chain_ids, power=power, on=on)
    return next((holders[id_] for id_ in reversed(chain_ids) if id_ in holders), [])


def holders_at(*, organisation_ids: Collection[int], power: Power, on: date) -> dict[int, list[int]]:
    """{organisation: the users who hold the power on the day at that very place}, where anybody does. One query."""
    roles = [role for role, powers in POWERS_OF.items() if power in powers]
    holds = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    rows = Grant.objects.filter(holds, role__in=roles, organisation_id__in=organisation_ids, user__is_active=True)
    found: dict[int, list[int]] = {}
    for place, user in rows.order_by("user_id").values_list("organisation_id", "user_id").distinct():
        found.setdefault(place, []).append(user)
    return found


def is_anything_due(*, at: datetime) -> bool:
    """Whether any notice waits for a moment that has come."""
    return Notice.objects.filter(state=State.WAITING, next_try_at__lte=at).exists()


def page_of(found: QuerySet[Notice], *, before: int | None = None, after: int | None = None, size: int = 50) -> Page:
    """A page of what was found: older than the notice `before`, or newer than `after`; one query."""
    if after is not None:
        newest_last = list(found.filter(pk__gt=after).order_by("id")[: size + 1])
        rows = newest_last[:size][::-1]
        return Page(rows, _edge(rows[:1], len(newest_last) > size), _edge(rows[-1:], True))
    rows = list((found.filter(pk__lt=before) if before is not None else found)[: size + 1])
    has_older, rows = len(rows) > size, rows[:size]
    return Page(rows, _edge(rows[:1], before is not None), _edge(rows[-1:], has_older))


def _edge(row: list[Notice], goes_on: bool) -> int | None:
    return row[0].pk if row and goes_on else None
