"""Addresses of reorganisations. Whoever opens them also knows the panel on the page of an organisation."""

from django.urls import path

from edinstvo.registry.reorganisations.web import pages, panels, splitting

__all__ = ["panels"]

app_name = "reorganisations"
urlpatterns = [
    path("reorganisations/of/<int:organisation_id>/merger/", pages.merge, name="merge"),
    path("reorganisations/of/<int:organisation_id>/split/", splitting.split, name="split"),
    path("reorganisations/<int:reorganisation_id>/undo/", pages.undo, name="undo"),
]
