"""How a changed record is saved: beside what others saved meanwhile, or with its faults told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.conflicts import Meanwhile, both_sides, compared, who_was_faster
from edinstvo.registry.members.web.words import REFUSALS, refuse


@dataclass(frozen=True, kw_only=True)
class Act:
    """One way of changing a record: how its form is made and saved, and which fields of the record it may change."""

    seen: PersonSeen
    stay: Membership
    template: str
    form_of: Callable[[Any], Any]
    save: Callable[[Any], None]
    names: tuple[str, ...]


def answer(request: Request, act: Act, *, again: Callable[[], HttpResponse], **more: Any) -> HttpResponse:
    """The form, its faults, both sides of a conflict, or the member's page once all is saved."""
    if request.method != "POST":
        return _page(request, act, act.form_of(None), more)
    form, meanwhile = compared(act.form_of, request.POST, act.seen, act.stay, act.names)
    if meanwhile is not None and meanwhile.changed.contested:
        return both_sides(request, form, meanwhile, seen=act.seen)
    if form.is_valid():
        try:
            act.save(form)
        except EditedMeanwhile:
            # Somebody saved between our reading and our saving: read and compare once more.
            return again()
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _saved(request, act.seen, meanwhile)
    if meanwhile is not None:
        form.add_error(None, who_was_faster(request, act.seen.current))
    return _page(request, act, form, more)


def _saved(request: Request, seen: PersonSeen, meanwhile: Meanwhile | None) -> HttpResponse:
    """The member's page, which says what somebody else changed in the meantime."""
    if meanwhile is not None and meanwhile.words:
        said = _("Saved. Somebody else changed the record meanwhile, and that is kept too: %(what)s.")
        messages.success(request, said % {"what": meanwhile.words})
    else:
        messages.success(request, _("Saved."))
    return redirect("members:page", seen.person.pk)


def _page(request: Request, act: Act, form: Any, more: Mapping[str, Any]) -> HttpResponse:
    context = {"form": form, "seen": act.seen, "person": act.seen.person, **more}
    return render(request, act.template, context, status=422 if form.errors else 200)
