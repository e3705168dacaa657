"""A page in place of a form that could only fail: why, and where to go on."""

from django.http import HttpResponse
from django.shortcuts import render

from edinstvo.foundation.access.door import Request
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import chain_of


def cannot(
    request: Request, organisation: Organisation, *, question: str, reason: str, way_url: str, way_words: str
) -> HttpResponse:
    """The sentence `reason` under what was asked for, and a button that leads on; 422 for a form that was sent."""
    context = {
        "question": question,
        "reason": reason,
        "organisation": organisation,
        "chain": chain_of(organisation),
        "way_url": way_url,
        "way_words": way_words,
    }
    return render(request, "organisations/cannot.html", context, status=422 if request.method == "POST" else 200)
