"""The background work of organisations: large moves, and taking them back."""

from datetime import date

from django.utils import timezone

from edinstvo.foundation.queue.kinds import job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.organisations.actions.large_act import done_as_seen
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready, move_organisation
from edinstvo.registry.organisations.actions.request_move import MOVING, UNDOING
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation


@job(kind=MOVING)
def move_branch(work: Work, progress: Progress) -> str:
    """Move it, as it was confirmed."""
    said = work.parameters
    with done_as_seen(work, progress=progress, came_since=(StandsThereAlready,)) as organisation:
        move_organisation(
            actor=asker_of(work, on=timezone.localdate()),
            organisation=organisation,
            parent=Organisation.objects.get(pk=said["parent"]),
            on=date.fromisoformat(said["on"]),
            at=timezone.now(),
            decision=said["decision"],
            expected_version=said["expected_version"],
        )
    return _page_of(work)


@job(kind=UNDOING)
def move_branch_back(work: Work, progress: Progress) -> str:
    """Take the move back, as it was confirmed."""
    said = work.parameters
    with done_as_seen(work, progress=progress) as organisation:
        undo_move(
            actor=asker_of(work, on=timezone.localdate()),
            organisation=organisation,
            on=date.fromisoformat(said["on"]),
            at=timezone.now(),
            reason=said["reason"],
            expected_version=said["expected_version"],
        )
    return _page_of(work)


def _page_of(work: Work) -> str:
    return f"/organisations/n/{work.organisation_id}/"
