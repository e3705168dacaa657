"""What members show on the page of an organisation."""

from datetime import date

from django.template.loader import render_to_string

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.panels import panel
from edinstvo.registry.members.queries.workplaces import count_also_here
from edinstvo.registry.organisations.models import Organisation


@panel(of="organisation")
def who_works_here_too(request: Request, subject: Organisation, *, on: date | None) -> str:
    """How many work in a primary organisation and are on record elsewhere, today; nothing where nobody does."""
    if on is not None or not subject.keeps_members:
        return ""
    count = count_also_here(organisation=subject, seen_by=request.actor)
    context = {"organisation": subject, "count": count}
    return render_to_string("members/_also_here.html", context, request) if count else ""
