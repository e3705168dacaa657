"""Taking a wrong merge apart: the question with what follows from it, then the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.moments import day
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.split_people import SplitAlready, split_people
from edinstvo.registry.members.models import PersonMerge
from edinstvo.registry.members.queries.merges import merges_of
from edinstvo.registry.members.web.merge_forms import SplitForm
from edinstvo.registry.members.web.merge_words import REFUSALS, sentence
from edinstvo.registry.members.web.pages import seen_person, sent


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def split(request: Request, person_id: int, merge_id: int) -> HttpResponse:
    """Ask how one knows, then give the other record back."""
    seen = seen_person(request, person_id)
    found = [merge for merge in merges_of(person_id=person_id) if merge.pk == merge_id]
    if not seen.may_keep or not found:
        raise Http404
    form = SplitForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        on, at = timezone.localdate(), timezone.now()
        try:
            split_people(actor=request.actor, merge_id=merge_id, reason=reason, on=on, at=at)
        except SplitAlready:
            return redirect("members:page", person_id)
        except REFUSALS as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("The records are two again."))
            return redirect("members:page", found[0].other_id)
    return _question(request, person_id, found[0], form)


def _question(request: Request, person_id: int, merge: PersonMerge, form: SplitForm) -> HttpResponse:
    said = {"name": merge.other_name, "day": day(timezone.localdate(merge.merged_at))}
    context = {
        "question": _("Take the two records apart?"),
        "consequences": _(
            "The record of %(name)s, merged on %(day)s, comes back with its stays and under its old address. "
            "What was edited since stays in this record."
        )
        % said,
        "form": form,
        "verb": _("Take apart"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": reverse("members:page", args=[person_id]),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
