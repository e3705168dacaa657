"""How long the files are kept that organisations reported their steps with."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.foundation.retention.kinds import Kind, Line, Portion, declare
from edinstvo.foundation.retention.rules import Period
from edinstvo.insight.programme.models import StepReport


def _due(before: date) -> QuerySet[Any]:
    return StepReport.objects.filter(file__isnull=False, stage__programme__ends_on__lt=before)


def _seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(actor.scope(Power.SEE_ORGANISATIONS, via="organisation__"))


def _lines(rows: QuerySet[Any], limit: int) -> list[Line]:
    reports = rows.select_related("organisation")[:limit]
    return [Line(one.file_name, removed=[(_("Organisation"), one.organisation.short_name)]) for one in reports]


def _minimise(portion: Portion) -> int:
    return forget_files(of=_due(portion.before).filter(pk__in=portion.ids))


declare(
    Kind(
        code="programme.evidence",
        name=_("Files that steps of a programme were reported with"),
        removed=_("The file"),
        stays=_("Who reported what of which stage, the text and the link, the answer, the name of the file"),
        counted_from=_("the last day of the programme"),
        basis=gettext_noop(
            "The union's own decision: as long as the results of the programme may be asked about; five years"
        ),
        proposed=Period(months=60),
        due=_due,
        seen=_seen,
        lines=_lines,
        minimise=_minimise,
    )
)
