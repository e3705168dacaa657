"""Hand the printable letters of an issue to the person who issued them."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.sealing import unsealed
from edinstvo.registry.offices.models import Letter, LetterBatch
from edinstvo.registry.offices.permissions import require_issuing_letters


class LeftTheBranch(Exception):
    """Some who stand in the file have gone over to another branch since: it is nobody's any more."""


class LettersForgotten(Exception):
    """The file is kept no more, or there never was one."""


def take_letters(*, actor: Actor, batch_id: int, at: datetime) -> bytes:
    """The PDF. Only to whom it was issued by, while they still may issue; each time entered in the journal.

    Raises PowerMissing (also for everybody else's issue), LettersForgotten, LeftTheBranch,
    SealBroken.
    """
    with transaction.atomic():
        batch = (
            LetterBatch.objects.select_for_update(of=("self",)).select_related("organisation", "file").get(pk=batch_id)
        )
        require_issuing_letters(actor, batch.organisation)
        if actor.user_id is None or actor.user_id != batch.issued_by_id:
            raise PowerMissing(power=Power.MANAGE_ORGANISATIONS)
        if batch.file is None:
            raise LettersForgotten
        letters = Letter.objects.filter(batch=batch, notice_id=None)
        if letters.filter(Letter.IN_ITS_BRANCH).count() != letters.count():
            raise LeftTheBranch
        with default_storage.open(batch.file.key) as stored:
            content = unsealed(stored)
        batch.downloaded_at = batch.downloaded_at or at
        batch.save(update_fields=["downloaded_at"])
        write_entry(
            actor=actor,
            verb="letters_downloaded",
            about=About(type="organisation", id=batch.organisation_id, name=batch.organisation.name),
            at_place=batch,
            at=at,
            after={"letters": batch.letters},
        )
    return content
