"""Save the question that the list answers now, and forget a saved one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.actions.save_list import MOST_LISTS, NameTaken, TooManyLists, forget_list, save_list
from edinstvo.registry.members.web.listing import asked_of
from edinstvo.registry.members.web.pages import sent, to_be_corrected


class SaveListForm(forms.Form):
    """What the list is to be called."""

    name = forms.CharField(
        label=gettext_lazy("Name of the list"),
        max_length=80,
        help_text=gettext_lazy("It stands above the list of members, and only you see it."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def save(request: Request) -> HttpResponse:
    """Ask for a name, then keep the question of the address under it."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    asked, form = asked_of(request), SaveListForm(sent(request))
    if asked.form.is_mistyped:
        return to_be_corrected(request)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            save_list(actor=request.actor, name=name, question=asked.question, at=timezone.now())
        except NameTaken:
            form.add_error("name", _("You have a list of this name already. Choose another name"))
        except TooManyLists:
            form.add_error(None, _("You have %(most)s lists already. Delete one first.") % {"most": MOST_LISTS})
        else:
            messages.success(request, _("The list “%(name)s” is saved.") % {"name": name})
            return redirect(f"{reverse('members:list')}?{asked.question}")
    context = {"form": form, "asked": asked}
    return render(request, "members/save_list.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def forget(request: Request, list_id: int) -> HttpResponse:
    """Forget one of one's own lists."""
    if not forget_list(actor=request.actor, list_id=list_id):
        raise Http404
    messages.success(request, _("The list is deleted. The members are not touched."))
    return redirect("members:lists")
