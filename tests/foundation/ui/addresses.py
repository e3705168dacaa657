"""The interface's own addresses, as far as its tests need them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once

DONE: list[str] = []


def shown(request: HttpRequest) -> HttpResponse:
    """An empty page in the frame."""
    return render(request, "ui/base.html")


@signed_in
@acts_once
def act(request: Request) -> HttpResponse:
    """Writes down what was sent; "wrong" is shown again, anything else leads on."""
    wish = request.POST.get("wish", "")
    if wish == "wrong":
        return HttpResponse("once more", status=422)
    DONE.append(wish)
    return HttpResponse(status=302, headers={"Location": f"/done/{wish}/"})


urlpatterns = [
    path("", include("edinstvo.foundation.ui.web.urls")),
    path("", include(([path("sign-in/", shown, name="sign-in")], "access"))),
    path("shown/", shown),
    path("act/", act, name="act"),
]
handler404 = "edinstvo.foundation.ui.pages.not_found"
handler500 = "edinstvo.foundation.ui.pages.server_error"
