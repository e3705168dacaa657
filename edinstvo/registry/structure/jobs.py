"""The background work of lists of organisations: read and plan, commit, undo."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.imports.actions.undo_plan import TooLateToUndo
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.reserve_numbers import NumbersExhausted
from edinstvo.registry.structure.actions.bring_structure import PLANNING
from edinstvo.registry.structure.actions.commit_structure import commit_structure
from edinstvo.registry.structure.actions.make_structure_plan import make_structure_plan
from edinstvo.registry.structure.actions.request_work import COMMITTING, UNDOING
from edinstvo.registry.structure.actions.undo_structure import undo_structure

MOVED = gettext_noop(
    "The register has changed since the list was checked: %(rows)s rows mean something else now. Nothing was written. "
    "Check the list again."
)
CLOSED = gettext_noop("The organisation has been closed meanwhile. Nothing was written.")
DONE_ALREADY = gettext_noop("This has been done already.")
TOO_LATE = gettext_noop("The list can no longer be undone: more than 30 days have passed.")
POWER_GONE = gettext_noop("You may no longer do this there. Nothing was done.")
EXHAUSTED = gettext_noop("All the numbers under one of the organisations have been given out. Turn to the centre.")


@job(kind=PLANNING)
def plan_structure(work: Work, progress: Progress) -> str:
    """Read the file of a plan and say what each row would do."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        make_structure_plan(
            actor=asker_of(work, on=on), plan_id=plan_id, on=on, at=timezone.now(), report=progress.report
        )
    return f"/structure/{plan_id}/"


@job(kind=COMMITTING)
def bring_in(work: Work, progress: Progress) -> str:
    """Commit a checked plan."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        commit_structure(actor=asker_of(work, on=on), plan_id=plan_id, on=on, at=timezone.now(), report=progress.report)
    return f"/structure/{plan_id}/"


@job(kind=UNDOING)
def take_back(work: Work, progress: Progress) -> str:
    """Take a committed plan back."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        undo_structure(actor=asker_of(work, on=on), plan_id=plan_id, at=timezone.now(), report=progress.report)
    return f"/structure/{plan_id}/"


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except RegisterMoved as moved:
        raise WorkFailed(MOVED, rows=moved.rows) from moved
    except OrganisationClosed as closed:
        raise WorkFailed(CLOSED) from closed
    except WrongState as wrong:
        raise WorkFailed(DONE_ALREADY) from wrong
    except TooLateToUndo as late:
        raise WorkFailed(TOO_LATE) from late
    except PowerMissing as missing:
        raise WorkFailed(POWER_GONE) from missing
    except NumbersExhausted as exhausted:
        raise WorkFailed(EXHAUSTED) from exhausted
