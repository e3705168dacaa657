"""Every address of the platform: one site at a time."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("edinstvo.sites.office.urls"))]
handler400 = "edinstvo.foundation.ui.pages.bad_request"
handler404 = "edinstvo.foundation.ui.pages.not_found"
handler500 = "edinstvo.foundation.ui.pages.server_error"
handler403 = "edinstvo.foundation.ui.pages.not_found"
