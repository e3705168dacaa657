"""Ask for a piece of background work, in the transaction of the act that needs it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.kinds import job_of
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.tasks import run_queued_work


def start_work(
    *,
    actor: Actor,
    kind: str,
    title: str,
    at: datetime,
    title_values: Mapping[str, str | int] | None = None,
    parameters: Mapping[str, Any] | None = None,
    organisation_id: int | None = None,
    one_at_a_time: str | None = None,
    is_inline: bool = False,
) -> Work:
    """Write the work down and put it into the queue; it begins after the caller's transaction is committed.

    `title` is an English source text marked with `gettext_noop`, `parameters` JSON values for the job. Works with the
    same `one_at_a_time` never run side by side. `is_inline`: not queued, the caller runs it (`run_work`).
    Raises UnknownKind.
    """
    job_of(kind=kind)
    work = Work.objects.create(
        kind=kind,
        parameters=dict(parameters or {}),
        title=title,
        title_values=dict(title_values or {}),
        started_by_id=actor.user_id,
        started_by_name=actor.name,
        address=actor.address,
        organisation_id=organisation_id,
        is_inline=is_inline,
        created_at=at,
    )
    if not is_inline:
        run_queued_work.configure(lock=one_at_a_time).defer(work_id=work.pk)
    return work
