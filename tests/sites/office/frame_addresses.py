"""The names that the frame leads to, each an empty page in the frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from edinstvo.foundation.access.door import Request, signed_in


@signed_in
def shown(request: Request, **_: str) -> HttpResponse:
    """An empty page in the frame."""
    return render(request, "ui/base.html")


def bare(request: HttpRequest, **_: str) -> HttpResponse:
    """A page that uses nothing of the frame."""
    return render(request, "ui/_over.html")


office = [
    path("", shown, name="home"),
    path("help/", shown, name="help"),
    path("where/", shown, name="where"),
    path("bare/", bare, name="bare"),
]
organisations = [
    path("organisations/", shown, name="tree"),
    path("organisations/<str:inpo>/", shown, name="page"),
]
members = [path("members/", shown, name="list"), path("members/<int:id>/", shown, name="page")]
urlpatterns = [
    path("", include((office, "office"))),
    path("", include((organisations, "organisations"))),
    path("", include((members, "members"))),
    path("imports/", include(([path("", shown, name="list")], "imports"))),
    path("journal/", include(([path("", shown, name="list")], "journal"))),
    path("", include(([path("sign-in/", shown, name="sign-in"), path("out/", shown, name="sign-out"),
                       path("password/", shown, name="password")], "access"))),
    path("", include("edinstvo.foundation.ui.web.urls")),
]  # fmt: skip
