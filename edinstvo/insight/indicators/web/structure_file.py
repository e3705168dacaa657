"""The structure of the regions as a file: what each confirmed, has and lacks."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day, day_short
from edinstvo.insight.indicators.actions.export_figures import Figures
from edinstvo.insight.indicators.web.sheets import Paper, Sheet, Table
from edinstvo.insight.indicators.web.structure import lines_seen
from edinstvo.insight.indicators.web.structure_lines import StructureLine
from edinstvo.insight.indicators.web.taking import taken
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of


@require_http_methods(["GET", "POST"])
@signed_in
def structure_file(request: Request) -> HttpResponseBase:
    """All regions that somebody sees, as they stand today."""
    lines = lines_seen(request)
    if request.method == "GET":
        return back_to_the_button(request, reverse("indicators:structure"))
    # Somebody may hold an office in a primary elsewhere as well: its journal has nothing to do with this.
    heads = [one for one in heads_of(seen_by=request.actor) if one.level in (Level.UNION, Level.REGION)]
    return taken(
        request,
        figures=Figures.STRUCTURE,
        places=heads,
        told={"as_of": timezone.localdate().isoformat()},
        draw=lambda: _sheet(heads, lines),
    )


def _sheet(heads: list[Organisation], lines: list[StructureLine]) -> Sheet:
    title, today = _("Structure of the regions"), timezone.localdate()
    headings = [_("Region"), _("INPO"), _("State"), _("Confirmed"), _("In the register"), _("Without a number (INPO)")]
    headings += [_("Chairs without access")]
    return Sheet(
        places=heads,
        title=title,
        name=_("Structure of the regions %(day)s") % {"day": day_short(today)},
        table=Table([*headings, _("As of")], [[*_cells(line), today] for line in lines]),
        paper=Paper(
            day=_("as of %(day)s") % {"day": day(today)},
            columns=headings,
            rows=[[number(cell) if isinstance(cell, int) else str(cell) for cell in _cells(line)] for line in lines],
            note=_(
                "A structure is built when the register holds as many primary organisations as the region has "
                "confirmed, each with its number (INPO) and a chair who can sign in."
            ),
        ),
    )


def _cells(line: StructureLine) -> list[Cell]:
    region, built = line.region, line.built
    confirmed: Cell = "—" if built.confirmed is None else built.confirmed
    lacking = (built.without_number, built.without_access)
    return [region.short_name, region.number, line.state, confirmed, built.primaries, *lacking]
