"""The choice of an organisation of the whole union for a member: by words, then one of those found."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.search import search_takers, taker
from edinstvo.registry.organisations.rules import InpoMistyped

_SHOWN = 30


def chosen(request: Request) -> Organisation | None:
    """The one that `to` names, None while there is none that keeps members."""
    asked = id_typed(request.POST.get("to", "") or request.GET.get("to", ""))
    return None if asked is None else taker(id=asked)


def choice(request: Request, seen: PersonSeen, *, template: str) -> HttpResponse:
    """The page to choose on, of those that `q` finds; the organisation that has the member is not among them."""
    typed = search_words(request.GET.get("q", ""))
    context: dict[str, Any] = {"seen": seen, "person": seen.person, "typed": typed, "search_url": request.path}
    try:
        here = seen.current.organisation
        rows = list(search_takers(typed, near=here).exclude(pk=here.pk)[: _SHOWN + 1]) if typed else []
    except InpoMistyped:
        context["refusal"] = _("There is a mistake in the number: its digits do not fit together. Check each of them.")
        return render(request, template, context, status=422)
    context |= {"rows": rows[:_SHOWN], "has_more": len(rows) > _SHOWN, "is_gone": request.method == "POST"}
    return render(request, template, context, status=422 if context["is_gone"] else 200)
