"""The criteria of programmes, as targets of the indicators: by when which value, and the programme that says so."""

from collections.abc import Iterator

from django.urls import reverse

from edinstvo.foundation.access.door import Request
from edinstvo.insight.indicators.web.targets import Target, tells_targets
from edinstvo.insight.programme.queries.targets import criteria_of_heads


@tells_targets
def of_programmes(request: Request) -> Iterator[Target]:
    """Those of the highest programmes that whoever asks may see: of the union, else of their region."""
    for criterion in criteria_of_heads(seen_by=request.actor):
        stage = criterion.stage
        url = reverse("programme:page", args=[stage.programme_id])
        yield Target(criterion.indicator, criterion.value, stage.due_on, stage.programme.name, url)
