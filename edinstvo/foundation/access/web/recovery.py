"""The page that shows recovery codes: once, to be printed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from edinstvo.foundation.access.codes import in_groups
from edinstvo.foundation.access.web.comers import Comer


def codes_or_on(request: HttpRequest, comer: Comer, codes: list[str]) -> HttpResponse:
    """The new codes, if there are any, else the way on."""
    if codes:
        return show_codes(request, comer, codes)
    messages.success(request, _("The second step is set up"))
    return HttpResponseRedirect(comer.next_url)


def show_codes(request: HttpRequest, comer: Comer, codes: list[str]) -> HttpResponse:
    """The codes in groups of four. The page is an answer to a form: no address shows it again."""
    context = {"codes": [in_groups(code) for code in codes], "comer": comer, "host": request.get_host()}
    return render(request, "access/recovery_codes.html", context)
