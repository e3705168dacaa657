"""What the offices show on the pages of organisations and of members."""

from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.panels import panel
from edinstvo.registry.members.models import Person, Transfer
from edinstvo.registry.offices.permissions import may_issue_to_chairs_below
from edinstvo.registry.offices.queries.standing import composition, ending_with, mandates_of
from edinstvo.registry.organisations.models import Organisation

_SHOWN = 12


@panel(of="organisation")
def bodies_and_offices(request: Request, subject: Organisation, *, on: date | None) -> str:
    """The composition, today or of the day that the page shows."""
    if not request.actor.may(Power.SEE_ORGANISATIONS, at=subject):
        return ""
    held = composition(subject, on=on or timezone.localdate(), seen_by=request.actor)
    context = {
        "organisation": subject,
        "held": held[:_SHOWN],
        "more": max(len(held) - _SHOWN, 0),
        "on": on,
        "may_issue": on is None and may_issue_to_chairs_below(request.actor, subject),
    }
    return render_to_string("offices/_panel.html", context, request)


@panel(of="person")
@panel(of="compared-person")
def offices_of_the_person(request: Request, subject: Person, *, on: date | None) -> str:
    """The mandates of the member, as far as the actor may see them."""
    held = mandates_of(person_id=subject.pk, seen_by=request.actor)
    return render_to_string("offices/_of_person.html", {"held": held}, request) if held else ""


@panel(of="transfer")
def offices_that_end(request: Request, subject: Transfer, *, on: date | None) -> str:
    """Before a transfer happens: which offices of the member it takes away."""
    held = ending_with(subject, seen_by=request.actor)
    return render_to_string("offices/_ending.html", {"held": held}, request) if held else ""
