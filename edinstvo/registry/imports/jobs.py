"""The background work of lists: read and plan, commit, undo. Each loads what it needs and calls one action."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.queue.kinds import WorkFailed, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.imports.actions.bring_list import PLANNING
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.make_plan import make_plan
from edinstvo.registry.imports.actions.request_commit import COMMITTING
from edinstvo.registry.imports.actions.request_undo import UNDOING
from edinstvo.registry.imports.actions.undo_plan import TooLateToUndo, undo_plan
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed

MOVED = gettext_noop(
    "The register has changed since the list was checked: %(rows)s rows mean something else now. Nothing was written. "
    "Check the list again."
)
CLOSED = gettext_noop("The organisation has been closed meanwhile. Nothing was written.")
DONE_ALREADY = gettext_noop("This has been done already.")
TOO_LATE = gettext_noop("The list can no longer be undone: more than 30 days have passed.")


@job(kind=PLANNING)
def plan_list(work: Work, progress: Progress) -> str:
    """Read the file of a plan and say what each row would do."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        make_plan(actor=asker_of(work, on=on), plan_id=plan_id, on=on, at=timezone.now(), report=progress.report)
    return f"/imports/{plan_id}/"


@job(kind=COMMITTING)
def commit_list(work: Work, progress: Progress) -> str:
    """Commit a checked plan."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        commit_plan(actor=asker_of(work, on=on), plan_id=plan_id, on=on, at=timezone.now(), report=progress.report)
    return f"/imports/{plan_id}/"


@job(kind=UNDOING)
def undo_list(work: Work, progress: Progress) -> str:
    """Take a committed plan back."""
    plan_id = int(work.parameters["plan"])
    on = timezone.localdate()
    with _in_words():
        undo_plan(actor=asker_of(work, on=on), plan_id=plan_id, on=on, at=timezone.now(), report=progress.report)
    return f"/imports/{plan_id}/"


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
