"""How long the lists are kept that people brought."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.kinds import Kind, Line, declare
from edinstvo.foundation.retention.rules import Period
from edinstvo.registry.imports.actions.forget_lists import forget_lists, old_lists
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.imports.permissions import visible_to


def _seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(visible_to(actor))


def _lines(rows: QuerySet[Any], limit: int) -> list[Line]:
    plans = rows.select_related("organisation")[:limit]
    return [
        Line(plan.file_name, url=f"/imports/{plan.pk}/", removed=[(_("Organisation"), plan.organisation.short_name)])
        for plan in plans
    ]


declare(
    Kind(
        code="imports.lists",
        name=_("Uploaded lists of members"),
        removed=_("The file, its cells as they stood, contacts, work and identifiers in its rows"),
        stays=_("Which row named whom and what it did, the remarks without what they quoted, the counts"),
        counted_from=_("the day the list was entered, or brought if nobody entered it"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose; so long the list can be undone"),
        proposed=Period(days=UNDONE_WITHIN.days),
        shortest=Period(days=UNDONE_WITHIN.days),
        waits=False,
        due=old_lists,
        seen=_seen,
        lines=_lines,
        minimise=forget_lists,
        portion=20,
    )
)
