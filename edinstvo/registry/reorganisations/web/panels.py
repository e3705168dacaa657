"""What reorganisations show on the page of an organisation: what became of it, and what can be done."""

from datetime import date

from django.template.loader import render_to_string

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.panels import panel
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.permissions import may_reorganise
from edinstvo.registry.reorganisations.rules import can_split, takes_over
from edinstvo.registry.reorganisations.web.timelines import acts_read

# So many, the latest, stand in the panel; all of them on the timeline.
_SHOWN = 20


@panel(of="organisation")
def reorganisations(request: Request, subject: Organisation, *, on: date | None) -> str:
    """Today's page only: the timeline tells of a past day."""
    if on is not None:
        return ""
    may_act = may_reorganise(request.actor, subject)
    acts = acts_read(subject)[:_SHOWN]
    context = {
        "organisation": subject,
        "acts": [(act, may_act and act.undone_at is None) for act in acts],
        "may_merge": may_act and subject.is_open and bool(takes_over(source=subject.type)),
        "may_split": may_act and subject.is_open and can_split(source=subject.type),
    }
    if not (acts or context["may_merge"] or context["may_split"]):
        return ""
    return render_to_string("reorganisations/_panel.html", context, request)
