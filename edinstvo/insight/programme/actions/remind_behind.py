"""Remind everybody who is behind on a stage, inside the house."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.actions.send_notice import Message, send_notices
from edinstvo.foundation.notices.models import Channel
from edinstvo.insight.programme.actions.hold import hold_stage
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import Reminder, Stage
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.queries.behind import Behind, behind_on


class NobodyToRemind(Exception):
    """Nobody is behind, or nobody of those who are can be told."""


class RemindedToday(Exception):
    """Those behind on this stage were reminded today already."""


def remind_behind(*, actor: Actor, stage_id: int, on: date, at: datetime) -> Reminder:
    """A line for everybody who reports the steps of an organisation that is behind; once a day.

    Raises PowerMissing, ProgrammeWithdrawn, NobodyToRemind, RemindedToday.
    """
    with transaction.atomic():
        stage = hold_stage(stage_id=stage_id)
        require_keeping(actor, stage.programme)
        if Reminder.objects.filter(stage=stage, reminded_on=on).exists():
            raise RemindedToday
        late = [one for one in behind_on(stage, on=on) if one.people]
        lines = [message for one in late for message in _lines(stage, one, actor)]
        if not lines:
            raise NobodyToRemind
        send_notices(actor=actor, messages=lines, at=at)
        made = Reminder.objects.create(
            stage=stage,
            reminded_on=on,
            reminded_at=at,
            reminded_by_name=actor.name,
            organisations=len(late),
            people=len(lines),
        )
        after = {"organisations": made.organisations, "people": made.people}
        write_down(actor=actor, verb="behind_reminded", of=stage, at=at, after=after)
    return made


def _lines(stage: Stage, late: Behind, actor: Actor) -> Iterator[Message]:
    values = {"stage": stage.title, "programme": stage.programme.name, "due_on": stage.due_on, "gap": late.gap}
    for user in late.people:
        if user != actor.user_id:
            yield Message(
                channel=Channel.IN_APP,
                template="programme/behind",
                values=values,
                user_id=user,
                link=f"programme:participant {stage.programme_id} {late.organisation.inpo}",
                organisation_id=late.organisation.pk,
                at_place=late.organisation,
            )
