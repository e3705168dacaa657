"""A demonstration's addresses, as far as the catalogue needs them."""

from django.urls import include, path

urlpatterns = [
    path("", include("edinstvo.foundation.ui.web.urls")),
    path("", include("edinstvo.sites.demonstration.web.urls")),
]
handler404 = "edinstvo.foundation.ui.pages.not_found"
