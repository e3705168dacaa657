"""The texts of the consents: what is in force, what was, and writing a new version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.consents.actions.write_text import write_text
from edinstvo.registry.consents.models import ConsentText
from edinstvo.registry.consents.permissions import may_write_texts
from edinstvo.registry.consents.queries.standing import kinds_in_force, texts_of
from edinstvo.registry.consents.rules import paragraphs
from edinstvo.registry.consents.web.asked import kind_of
from edinstvo.registry.consents.web.forms import TextForm
from edinstvo.registry.consents.web.words import PERMITS, REFUSALS, refuse, what_follows


@require_safe
@signed_in
def texts(request: Request) -> HttpResponse:
    """Every kind: what it lets the union do, what follows from its withdrawal, the words in force."""
    _require_seeing(request)
    rows = [
        (kind, PERMITS[kind.code], what_follows(kind.code, kind.days), text)
        for kind, text in kinds_in_force(on=timezone.localdate())
    ]
    context = {"rows": rows, "may_write": may_write_texts(request.actor)}
    return render(request, "consents/texts.html", context)


@require_safe
@signed_in
def text(request: Request, text_id: int) -> HttpResponse:
    """One version, word for word, and the others of its kind."""
    _require_seeing(request)
    found = ConsentText.objects.select_related("kind").filter(pk=text_id).first()
    if found is None:
        raise Http404
    versions = list(texts_of(kind=found.kind_id))
    on = timezone.localdate()
    context = {
        "text": found,
        "paragraphs": paragraphs(found.body),
        "versions": versions,
        "in_force": next((one for one in versions if one.valid_from <= on), None),
        "may_write": may_write_texts(request.actor),
    }
    return render(request, "consents/text.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def write(request: Request, kind: str) -> HttpResponse:
    """Ask for new words, beginning with the last ones."""
    found = kind_of(kind)
    if not may_write_texts(request.actor):
        raise Http404
    last = texts_of(kind=kind).first()
    initial = {"valid_from": timezone.localdate(), "body": last.body if last else ""}
    form = TextForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            written = write_text(
                actor=request.actor, kind=kind, body=said["body"], valid_from=said["valid_from"], at=timezone.now()
            )
        except REFUSALS as refusal:
            refuse(form, refusal, day_field="valid_from")
        else:
            messages.success(request, _("Version %(number)s is written.") % {"number": written.number})
            return redirect("consents:text", text_id=written.pk)
    context = {"form": form, "kind": found, "last": last}
    return render(request, "consents/write.html", context, status=422 if form.errors else 200)


def _require_seeing(request: Request) -> None:
    if not request.actor.may(Power.SEE_MEMBERS) and not may_write_texts(request.actor):
        raise Http404
