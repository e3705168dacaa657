"""What consents show on the page of a member."""

from datetime import date

from django.template.loader import render_to_string

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.panels import panel
from edinstvo.registry.consents.queries.panel import Line, lines_of
from edinstvo.registry.consents.web.words import OWED
from edinstvo.registry.members.models import Person


@panel(of="person")
def consents_of_the_person(request: Request, subject: Person, *, on: date | None) -> str:
    """Every kind with what was given and withdrawn, and what is owed, for whoever sees the present record."""
    lines, may_keep = lines_of(person_id=subject.pk, seen_by=request.actor)
    return _drawn(request, subject, lines, may_keep=may_keep)


@panel(of="compared-person")
def consents_compared(request: Request, subject: Person, *, on: date | None) -> str:
    """The same beside another record, where nothing is entered: it may not stay."""
    lines, _may_keep = lines_of(person_id=subject.pk, seen_by=request.actor)
    return _drawn(request, subject, lines, may_keep=False)


def _drawn(request: Request, subject: Person, lines: list[Line], *, may_keep: bool) -> str:
    if not lines:
        return ""
    owed = [(line, OWED[line.duty]) for line in lines if line.duty_id is not None]
    context = {"person": subject, "lines": lines, "owed": owed, "may_keep": may_keep}
    return render_to_string("consents/_panel.html", context, request)
