"""Ask for a list of members as a file, made in the background."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.actions.ask_of_many import columns_of, start
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.narrowing import Filters

EXPORTING = "members.export"
TITLE = gettext_noop("Making the file")


class PurposeMissing(Exception):
    """Nobody said what the file is for."""


def ask_export(
    *, actor: Actor, filters: Filters, words: str, columns: Sequence[str], kind: str, purpose: str, at: datetime
) -> Export:
    """Write the export down with the work that will make it; `words` is the question in the asker's language.

    Without a place it is about every branch in which the actor has the power. Raises PurposeMissing, PowerMissing.
    """
    if not purpose.strip():
        raise PurposeMissing
    question = columns_of(actor=actor, power=Power.EXPORT_MEMBERS, filters=filters, words=words, at=at)
    with transaction.atomic():
        export = Export.objects.create(**question, columns=list(columns), kind=kind, purpose=purpose.strip())
        start(export, actor=actor, kind=EXPORTING, title=TITLE, name="export")
    return export
