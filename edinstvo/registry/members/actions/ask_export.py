"""Ask for a list of members as a file, made in the background."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.asked import places_for
from edinstvo.registry.members.queries.kept_filters import as_json
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
    places = places_for(Power.EXPORT_MEMBERS, organisation=filters.organisation, seen_by=actor)
    if not places:
        raise PowerMissing(power=Power.EXPORT_MEMBERS)
    with transaction.atomic():
        export = Export.objects.create(
            filters=as_json(filters),
            words=words[:600],
            place_ids=[place.pk for place in places],
            columns=list(columns),
            kind=kind,
            purpose=purpose.strip(),
            asked_by_id=actor.user_id,
            asked_by_name=actor.name,
            asked_at=at,
        )
        work = start_work(actor=actor, kind=EXPORTING, title=TITLE, parameters={"export": export.pk}, at=at)
        export.work_id = work.pk
        export.save(update_fields=["work_id"])
    return export
