"""Papers about a member: which one and what for, then the file."""

from django import forms
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.downloads import download
from edinstvo.registry.members.actions.print_paper import print_paper
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.admission import place_to_admit
from edinstvo.registry.members.web.application import application, application_blank
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.members.web.papers import certificate, named_in_dative, registration_card

# The choices of the form: the paper by its name in the journal, and the kind of file.
_PAPERS = {
    "registration_card": ("registration_card", "pdf"),
    "certificate_pdf": ("certificate", "pdf"),
    "certificate_docx": ("certificate", "docx"),
    "application": ("application", "pdf"),
}


class PrintForm(forms.Form):
    """Which paper, whom it names, what it is for."""

    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[
            ("registration_card", _("Registration card, PDF")),
            ("certificate_pdf", _("Certificate of membership, PDF")),
            ("certificate_docx", _("Certificate of membership, Word")),
            ("application", _("Application for membership, PDF")),
        ],
    )
    named = forms.CharField(
        label=_("To whom the certificate is given"),
        required=False,
        max_length=320,
        help_text=_("The name in the dative, put together by rules. Put it right if they have erred."),
    )
    purpose = forms.CharField(
        label=_("What it is for"), max_length=300, help_text=_("It stands in the journal, not on the paper.")
    )


@require_http_methods(["GET", "POST"])
@signed_in
def papers(request: Request, person_id: int) -> HttpResponseBase:
    """Ask which paper and what for; answer with the file, after the journal knows."""
    seen = seen_person(request, person_id)
    if not seen.is_here:
        raise Http404
    form = PrintForm(sent(request), initial={"named": named_in_dative(seen)})
    if form.is_valid():
        return _printed(request, seen, form)
    context = {"form": form, "person": seen.person}
    return render(request, "members/papers.html", context, status=422 if form.errors else 200)


def _printed(request: Request, seen: PersonSeen, form: PrintForm) -> FileResponse:
    paper, kind = _PAPERS[form.cleaned_data["paper"]]
    on, name = timezone.localdate(), seen.person.full_name
    print_paper(
        actor=request.actor,
        membership=seen.current,
        paper=paper,
        purpose=form.cleaned_data["purpose"],
        at=timezone.now(),
    )
    if paper == "certificate":
        named = form.cleaned_data["named"]
        return download(certificate(seen, named=named, kind=kind, on=on), name=f"Справка {name}", kind=kind)
    if paper == "application":
        return download(application(seen, on=on), name=f"Заявление {name}", kind=kind)
    return download(registration_card(seen, on=on), name=f"Учётная карточка {name}", kind=kind)


@require_safe
@signed_in
def blank_application(request: Request) -> HttpResponseBase:
    """The application of whoever comes to the organisation of `?organisation=`: nobody's record is on it."""
    place = place_to_admit(request, {})
    if place is None:
        raise Http404
    require_keeping(request.actor, place)
    return download(
        application_blank(place, on=timezone.localdate()), name=f"Заявление в {place.short_name}", kind="pdf"
    )
