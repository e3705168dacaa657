"""The Django application of the demonstration."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """An invented union to look at, and the catalogue of components."""

    name = "edinstvo.sites.demonstration"
    label = "demonstration"
