"""Addresses of the interface itself: language, theme, drafts."""

from django.urls import path

from edinstvo.foundation.ui.web import late, pages

app_name = "ui"
urlpatterns = [
    path("language/", pages.language, name="language"),
    path("theme/", pages.theme, name="theme"),
    path("kept/", late.kept, name="kept"),
    path("drafts/<slug:form>/<slug:subject>/", pages.draft, name="draft"),
]
