"""The Django application of organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The tree of the union's organisations."""

    name = "edinstvo.registry.organisations"
    label = "organisations"
