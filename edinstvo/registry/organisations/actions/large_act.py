"""An act on so many people that a worker does it: asked for once, and done only to what was seen."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.kinds import WorkFailed
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import works_of
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed, TypeNotAllowedHere
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.signs import standing_sign

MOVED = gettext_noop(
    "The register has changed since you confirmed this. Nothing was done. Look at the page of the organisation; if the "
    "act is still right, begin it again."
)
NO_POWERS = gettext_noop("Your powers there ended before it was done. Nothing was changed.")
# What any of them may come upon that its trial did not.
CAME_SINCE = (
    EditedMeanwhile,
    MovedAgainSince,
    NameTaken,
    NoSuchMove,
    OrganisationClosed,
    ParentClosed,
    SomethingBelowDoesNotFit,
    TypeNotAllowedHere,
)
# Each waits for the lock of the tree anyhow: better in the queue than on a worker.
_ONE_AT_A_TIME = "organisations.tree"


def start_large_act(
    *,
    actor: Actor,
    kind: str,
    title: str,
    organisation: Organisation,
    others: Collection[int],
    said: Mapping[str, Any],
    sign: str,
    trial: Callable[[], object],
    at: datetime,
) -> Work:
    """The work that does it; asked for again by the same person while it goes on, that same one.

    `said` are JSON values for the job, `title` takes the name of the organisation, `sign` is the `standing_sign` of it
    and the `others` as the person saw them. `trial` refuses at once what can be refused at once; what it raises is
    raised.
    """
    with transaction.atomic():
        if under_way := _under_way(actor, kind, organisation):
            return under_way
        trial()
        return start_work(
            actor=actor,
            kind=kind,
            title=title,
            title_values={"name": organisation.short_name},
            parameters={**said, "seen": [organisation.pk, *others], "sign": sign},
            organisation_id=organisation.pk,
            one_at_a_time=_ONE_AT_A_TIME,
            at=at,
        )


@contextmanager
def done_as_seen(
    work: Work, *, progress: Progress, came_since: tuple[type[Exception], ...] = ()
) -> Iterator[Organisation]:
    """For its job: the organisation, nobody else changing the tree till the transaction ends.

    Raises WorkFailed when one of those that it concerns stands otherwise than the person saw it, when the powers have
    ended, and for what the request would have been refused for: CAME_SINCE, and `came_since` of this act.
    """
    progress.report(done=0)
    hold_structure()
    if standing_sign(ids=work.parameters["seen"]) != work.parameters["sign"]:
        raise WorkFailed(MOVED)
    refusals: tuple[type[Exception], ...] = (*CAME_SINCE, *came_since)
    try:
        yield Organisation.objects.get(pk=work.organisation_id or 0)
    except PowerMissing as missing:
        raise WorkFailed(NO_POWERS) from missing
    except refusals as refusal:
        raise WorkFailed(MOVED) from refusal


def _under_way(actor: Actor, kind: str, organisation: Organisation) -> Work | None:
    """Looked for again under the lock of the tree, where two clicks follow each other; a work that runs has it too."""
    going_on = works_of(seen_by=actor).filter(
        kind=kind, organisation_id=organisation.pk, state__in=[Work.State.QUEUED, Work.State.RUNNING]
    )
    if found := going_on.first():
        return found
    hold_structure()
    return going_on.first()
