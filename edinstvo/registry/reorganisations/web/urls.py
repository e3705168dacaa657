"""Addresses of reorganisations. Whoever opens them also knows what they show on the page of an organisation."""

from django.urls import path

from edinstvo.registry.reorganisations.web import pages, panels, splitting, timelines

__all__ = ["panels", "timelines"]

app_name = "reorganisations"
urlpatterns = [
    path("reorganisations/of/<int:organisation_id>/merger/", pages.merge, name="merge"),
    path("reorganisations/of/<int:organisation_id>/split/", splitting.split, name="split"),
    path("reorganisations/<int:reorganisation_id>/undo/", pages.undo, name="undo"),
]
