"""The Django application of reorganisations."""

from django.apps import AppConfig


class ReorganisationsConfig(AppConfig):
    """Organisations merged, closed with transfer of their members, and split."""

    name = "edinstvo.registry.reorganisations"
    label = "reorganisations"
