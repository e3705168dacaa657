"""Make letters worthless: their codes open nothing from now on, and a message that has not left yet stays here."""

from datetime import datetime

from django.db.models import Q

from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.notices.actions.recall_notices import recall_notices
from edinstvo.registry.offices.models import Letter, Mandate


@whole_register(reason=Reason.LETTERS)
def void_letters(*, mandate: Mandate, at: datetime) -> None:
    """Void the letter that was sent for the mandate, if nobody has come in by it."""
    void_those(Q(mandate_id=mandate.pk), at=at)


@whole_register(reason=Reason.LETTERS)
def void_those(which: Q, *, at: datetime) -> None:
    """Void all of these letters by which nobody has come in."""
    letters = Letter.objects.filter(which, used_at=None, voided_at=None)
    notices = list(letters.filter(notice_id__isnull=False).values_list("notice_id", flat=True))
    letters.update(voided_at=at)
    recall_notices(notice_ids=[id_ for id_ in notices if id_ is not None])
