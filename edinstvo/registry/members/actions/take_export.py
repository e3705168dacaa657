"""Take an exported file away: by the one who asked, while they still may, and never unseen."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.members.actions.make_export import enter_export
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.asked import holds_at_all, own


class FileForgotten(Exception):
    """The file is not made yet, or is no longer kept."""


def take_export(*, actor: Actor, export_id: int, at: datetime) -> StoredFile:
    """The file, after the journal knows of each taking. Raises Export.DoesNotExist, PowerMissing, FileForgotten."""
    with transaction.atomic():
        export = own(Export, seen_by=actor).select_related("file").get(pk=export_id)
        if not holds_at_all(Power.EXPORT_MEMBERS, asked=export, seen_by=actor):
            raise PowerMissing(power=Power.EXPORT_MEMBERS)
        if export.file is None:
            raise FileForgotten
        enter_export(actor=actor, export=export, verb="export_taken", at=at)
        return export.file
