"""Figures are given out as a file by a button, after the journal knows; a link to the file leads to its button."""

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.http import FileResponse, Http404
from django.utils import timezone

from edinstvo.foundation.access.door import Request
from edinstvo.insight.indicators.actions.export_figures import Figures, export_figures
from edinstvo.insight.indicators.web.sheets import KINDS, Sheet, file_of
from edinstvo.registry.organisations.models import Organisation


def taken(
    request: Request,
    *,
    figures: Figures,
    places: Sequence[Organisation],
    told: Mapping[str, str | int],
    draw: Callable[[], Sheet],
) -> FileResponse:
    """The file of the kind that was sent, 404 of any other.

    `places`: whose figures they are; `told`: what the journal of each says of them.
    """
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    answer = file_of(kind, draw=draw)
    with transaction.atomic():
        for place in places:
            export_figures(
                actor=request.actor, organisation=place, figures=figures, kind=kind, told=told, at=timezone.now()
            )
    return answer
