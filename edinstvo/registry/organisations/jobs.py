"""The background work of organisations: large moves, and taking them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed, TypeNotAllowedHere
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.large_act import MOVED, NO_POWERS, hold_as_seen
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready, move_organisation
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.request_move import MOVING, UNDOING
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove, undo_move
from edinstvo.registry.organisations.models import Organisation

# The request has tried the act: what is refused now has come about since.
_CAME_SINCE = (
    EditedMeanwhile,
    MovedAgainSince,
    NameTaken,
    NoSuchMove,
    OrganisationClosed,
    ParentClosed,
    SomethingBelowDoesNotFit,
    StandsThereAlready,
    TypeNotAllowedHere,
)


@job(kind=MOVING)
def move_branch(work: Work, progress: Progress) -> str:
    """Move it, as it was confirmed."""
    said = work.parameters
    with _as_seen(work, progress) as organisation:
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
    with _as_seen(work, progress) as organisation:
        undo_move(
            actor=asker_of(work, on=timezone.localdate()),
            organisation=organisation,
            on=date.fromisoformat(said["on"]),
            at=timezone.now(),
            reason=said["reason"],
            expected_version=said["expected_version"],
        )
    return _page_of(work)


@contextmanager
def _as_seen(work: Work, progress: Progress) -> Iterator[Organisation]:
    progress.report(done=0)
    try:
        yield hold_as_seen(work=work)
    except PowerMissing as missing:
        raise WorkFailed(NO_POWERS) from missing
    except _CAME_SINCE as refusal:
        raise WorkFailed(MOVED) from refusal


def _page_of(work: Work) -> str:
    return f"/organisations/n/{work.organisation_id}/"
