"""The extract of an organisation's record: what for, then the file."""

from django import forms
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.downloads import download
from edinstvo.registry.organisations.actions.print_extract import print_extract
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.papers import extract


class ExtractForm(forms.Form):
    """What it is for."""

    purpose = forms.CharField(
        label=_("What it is for"), max_length=300, help_text=_("It stands in the journal, not on the paper.")
    )


@require_http_methods(["GET", "POST"])
@signed_in
def print_record(request: Request, inpo: str = "", id: int = 0) -> HttpResponseBase:
    """Ask what for; answer with the file, after the journal knows."""
    shown = seen(request, inpo=inpo, id=id)
    form = ExtractForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _printed(request, shown, purpose=form.cleaned_data["purpose"])
    context = {"form": form, "organisation": shown, "chain": chain_of(shown)}
    return render(request, "organisations/extract.html", context, status=422 if form.errors else 200)


def _printed(request: Request, shown: Organisation, *, purpose: str) -> FileResponse:
    print_extract(actor=request.actor, organisation=shown, purpose=purpose, at=timezone.now())
    return download(
        extract(shown, on=timezone.localdate(), actor=request.actor), name=f"Выписка {shown.short_name}", kind="pdf"
    )
