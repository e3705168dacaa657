"""What members show on the page of an organisation."""

from datetime import date

from django.template.loader import render_to_string

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.panels import panel
from edinstvo.registry.members.queries.completeness import completeness_of
from edinstvo.registry.members.web.completeness import completeness_url, lacks_of
from edinstvo.registry.organisations.models import Organisation


@panel(of="organisation")
def who_works_here_too(request: Request, subject: Organisation, *, on: date | None) -> str:
    """The way to those who work in a primary organisation and are on record elsewhere; the page counts them itself."""
    if on is not None or not subject.keeps_members or not request.actor.may(Power.SEE_MEMBERS, at=subject):
        return ""
    return render_to_string("members/_also_here.html", {"organisation": subject}, request)


@panel(of="organisation")
def completeness(request: Request, subject: Organisation, *, on: date | None) -> str:
    """Today's page only; nothing where nobody is on record, or their records are not the actor's to see."""
    if on is not None or not request.actor.may(Power.SEE_MEMBERS, at=subject):
        return ""
    [said] = completeness_of([subject])
    if not said.members:
        return ""
    context = {"said": said, "lacks": lacks_of(said)[:2], "url": completeness_url(subject)}
    return render_to_string("members/_completeness_panel.html", context, request)
