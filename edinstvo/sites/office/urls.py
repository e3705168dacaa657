"""Every address of the office: its own pages and those of the slices it opens."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from edinstvo.sites.office import pages

own: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("where/", pages.where, name="where"),
    path("help/", pages.help_index, name="help"),
    path("help/<slug:topic>/", pages.help_page, name="help-page"),
    path("guide/", pages.guide, name="guide"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "office"))),
    path("health/", pages.health),
    # What is opened most comes first: an address is looked for from the top down.
    path("", include("edinstvo.registry.members.web.urls")),
    path("", include("edinstvo.foundation.access.web.urls")),
    path("", include("edinstvo.foundation.ui.web.urls")),
    path("", include("edinstvo.foundation.journal.web.urls")),
    path("", include("edinstvo.foundation.notices.web.urls")),
    path("", include("edinstvo.foundation.retention.web.urls")),
    path("", include("edinstvo.registry.organisations.web.urls")),
    path("", include("edinstvo.registry.consents.web.urls")),
    path("", include("edinstvo.registry.offices.web.urls")),
    path("", include("edinstvo.registry.reorganisations.web.urls")),
    path("", include("edinstvo.registry.imports.web.urls")),
    path("", include("edinstvo.registry.structure.web.urls")),
    path("", include("edinstvo.insight.indicators.web.urls")),
    path("", include("edinstvo.insight.programme.web.urls")),
]
if settings.IS_DEMONSTRATION:
    urlpatterns.append(path("", include("edinstvo.sites.demonstration.web.urls")))
