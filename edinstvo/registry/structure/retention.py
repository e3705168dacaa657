"""How long the lists of organisations are kept that people brought."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.retention.kinds import Kind, Line, declare, seen_by
from edinstvo.foundation.retention.rules import Period
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN
from edinstvo.registry.structure.actions.forget_structures import forget_structures, old_structures
from edinstvo.registry.structure.permissions import visible_to


def _lines(rows: QuerySet[Any], limit: int) -> list[Line]:
    plans = rows.select_related("organisation")[:limit]
    return [Line(plan.file_name, removed=[(_("Organisation"), plan.organisation.short_name)]) for plan in plans]


declare(
    Kind(
        code="structure.lists",
        name=_("Uploaded lists of organisations"),
        removed=_("The file, its cells as they stood, telephones and addresses in its rows"),
        stays=_("Which row meant which organisation and what it did, the counts"),
        counted_from=_("the day the list was entered, or brought if nobody entered it"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose; so long the list can be undone"),
        proposed=Period(days=UNDONE_WITHIN.days),
        shortest=Period(days=UNDONE_WITHIN.days),
        waits=False,
        due=old_structures,
        seen=seen_by(visible_to),
        lines=_lines,
        minimise=forget_structures,
        portion=20,
    )
)
