"""The background work of reorganisations: large ones, and taking them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.queue.kinds import WorkFailed, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.members.actions.carry_many import ChangedSince, SomeJoinedLater
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
)
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
)
from edinstvo.registry.organisations.actions.large_act import done_as_seen
from edinstvo.registry.organisations.actions.refuse_disorder import StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.merge_organisation import merge_organisation
from edinstvo.registry.reorganisations.actions.request_reorganisation import MERGING, SPLITTING, UNDOING
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind

TOO_EARLY = gettext_noop(
    "The day is too early: by the register something of this begins or ends later, on %(day)s. Nothing was done. Begin "
    "it again and name that day or a later one."
)
CHANGED = gettext_noop(
    "What was carried over has changed since (records: %(n)s; %(names)s): it can be taken back no more as a whole. "
    "Nothing was done."
)
TAKEN = gettext_noop("An organisation of the same name stands there already: %(name)s. Nothing was done.")
_CAME_SINCE = (BeforeFounding, FoundedBeforeParent, NotOnRecordHere, SomethingStandsBelow, StandsUnderItself)


@job(kind=MERGING)
def merge(work: Work, progress: Progress) -> str:
    """Carry it out, as it was confirmed."""
    said = work.parameters
    with _as_seen(work, progress) as source:
        act = merge_organisation(
            actor=asker_of(work, on=timezone.localdate()),
            kind=Kind(said["kind"]),
            source=source,
            target=Organisation.objects.get(pk=said["target"]),
            on=date.fromisoformat(said["on"]),
            decision=said["decision"],
            expected_version=said["expected_version"],
            at=timezone.now(),
        )
    return f"/organisations/n/{act.target_id}/"


@job(kind=SPLITTING)
def split(work: Work, progress: Progress) -> str:
    """Found the new one and let those chosen go there, as it was confirmed."""
    said = work.parameters
    with _as_seen(work, progress) as source:
        act = split_organisation(
            actor=asker_of(work, on=timezone.localdate()),
            source=source,
            name=said["name"],
            short_name=said["short_name"],
            stay_ids=said["stays"],
            on=date.fromisoformat(said["on"]),
            decision=said["decision"],
            at=timezone.now(),
        )
    return f"/organisations/n/{act.target_id}/"


@job(kind=UNDOING)
def take_back(work: Work, progress: Progress) -> str:
    """Take it back, as it was confirmed."""
    with _as_seen(work, progress):
        undo_reorganisation(
            actor=asker_of(work, on=timezone.localdate()),
            reorganisation_id=work.parameters["reorganisation"],
            reason=work.parameters["reason"],
            at=timezone.now(),
        )
    return f"/organisations/n/{work.organisation_id}/"


@contextmanager
def _as_seen(work: Work, progress: Progress) -> Iterator[Organisation]:
    """The source; what is found only while people are carried is told here."""
    with done_as_seen(work, progress=progress, came_since=_CAME_SINCE) as source:
        try:
            yield source
        except SomeJoinedLater as later:
            raise WorkFailed(TOO_EARLY, day=f"{later.first:%d.%m.%Y}") from later
        except (SomeLeftLater, SomethingStoodLater) as later:
            raise WorkFailed(TOO_EARLY, day=f"{later.until:%d.%m.%Y}") from later
        except ChangedSince as changed:
            raise WorkFailed(CHANGED, n=changed.count, names=", ".join(changed.names)) from changed
        except NameTaken as taken:
            raise WorkFailed(TAKEN, name=taken.organisation.short_name) from taken
