"""The Django application of imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Lists that chairs bring, as plans."""

    name = "edinstvo.registry.imports"
    label = "imports"
