"""What members do by the calendar, and the background work on whole lists."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, every, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.members.actions.ask_categories import SETTING
from edinstvo.registry.members.actions.ask_export import EXPORTING
from edinstvo.registry.members.actions.complete_overdue_transfers import complete_overdue_transfers
from edinstvo.registry.members.actions.make_export import make_export
from edinstvo.registry.members.actions.set_categories import set_categories
from edinstvo.registry.members.actions.undo_categories import UNDOING, undo_categories

POWER_GONE = gettext_noop("You may no longer do this there. Nothing was done.")


@every(cron="7 4 * * *", name="members.transfers")
def complete_transfers(due_at: datetime) -> None:
    """Once a night."""
    actor = Actor.operator(name=_("the term of the answer"), command="")
    complete_overdue_transfers(actor=actor, on=timezone.localdate(due_at), at=due_at)


@job(kind=EXPORTING)
def export_list(work: Work, progress: Progress) -> str:
    """Make the file."""
    export_id = int(work.parameters["export"])
    on = timezone.localdate()
    try:
        make_export(actor=asker_of(work, on=on), export_id=export_id, on=on, at=timezone.now(), report=progress.report)
    except PowerMissing as missing:
        raise WorkFailed(POWER_GONE) from missing
    return "/exports/"


@job(kind=SETTING)
def set_categories_of_list(work: Work, progress: Progress) -> str:
    """Set the category for everybody concerned."""
    act_id = int(work.parameters["act"])
    on = timezone.localdate()
    try:
        set_categories(actor=asker_of(work, on=on), act_id=act_id, on=on, at=timezone.now(), report=progress.report)
    except PowerMissing as missing:
        raise WorkFailed(POWER_GONE) from missing
    return f"/members/category/{act_id}/"


@job(kind=UNDOING)
def undo_categories_of_list(work: Work, progress: Progress) -> str:
    """Give everybody the category back that they had."""
    act_id = int(work.parameters["act"])
    actor, at = asker_of(work, on=timezone.localdate()), timezone.now()
    try:
        undo_categories(actor=actor, act_id=act_id, at=at, report=progress.report)
    except PowerMissing as missing:
        raise WorkFailed(POWER_GONE) from missing
    return f"/members/category/{act_id}/"
