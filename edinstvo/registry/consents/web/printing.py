"""Blanks to be signed: for one person, and a stack for everybody of a list."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.downloads import back_to_the_button, download
from edinstvo.registry.consents.actions.print_blanks import print_blanks
from edinstvo.registry.consents.queries.missing import lacking
from edinstvo.registry.consents.queries.standing import text_in_force
from edinstvo.registry.consents.web.asked import kind_of, question_of
from edinstvo.registry.consents.web.blanks import blanks_for
from edinstvo.registry.consents.web.giving import kept_person
from edinstvo.registry.members.actions.print_paper import print_paper
from edinstvo.registry.organisations.models import Organisation, OrganisationType

MOST_BLANKS = 300


@require_http_methods(["GET", "POST"])
@signed_in
def blank(request: Request, person_id: int, kind: str) -> HttpResponseBase:
    """The blank of one person, after the journal knows."""
    found, seen, on = kind_of(kind), kept_person(request, person_id), timezone.localdate()
    if request.method == "GET":
        return back_to_the_button(request, reverse("consents:give", args=[person_id, kind]))
    text = text_in_force(kind=kind, on=on)
    if text is None:
        messages.error(request, _no_text())
        return redirect("consents:give", person_id, kind)
    purpose = _("to be signed: %(kind)s") % {"kind": found.get_code_display()}
    print_paper(actor=request.actor, membership=seen.stay, paper="consent_blank", purpose=purpose, at=timezone.now())
    return download(blanks_for([seen.stay], text, on=on), name=f"Согласие {seen.stay.person.full_name}", kind="pdf")


@require_http_methods(["GET", "POST"])
@signed_in
def blanks(request: Request) -> HttpResponseBase:
    """One file with a sheet for everybody of the list, in the order of names; as many as one file holds."""
    on = timezone.localdate()
    question = question_of(request, on=on)
    if request.method == "GET":
        return back_to_the_button(request, question.url())
    asked, text = question.asked, question.text
    rows = lacking(asked, on=on, seen_by=request.actor).select_related("person", "organisation")
    stays = list(rows.order_by("name_key", "id")[: MOST_BLANKS + 1])
    if text is None or not stays or len(stays) > MOST_BLANKS:
        messages.error(request, _no_text() if text is None else _too_many() if stays else _nobody())
        return redirect(question.url())
    place = asked.organisation or Organisation.objects.get(type=OrganisationType.UNION)
    print_blanks(
        actor=request.actor,
        place=asked.organisation or stays[0],
        place_id=place.pk,
        place_name=place.short_name,
        kind=asked.kind.code,
        people=len(stays),
        at=timezone.now(),
    )
    return download(blanks_for(stays, text, on=on), name=f"Бланки согласия {place.short_name}", kind="pdf")


def _no_text() -> str:
    return _("The union has put no text of this consent in force yet: there is nothing to print.")


def _too_many() -> str:
    return _("One file holds at most %(most)s blanks. Narrow the list to one organisation or category.") % {
        "most": MOST_BLANKS
    }


def _nobody() -> str:
    return _("Nobody lacks this consent: there is nothing to print.")
