"""The Django application of offices."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Elected and appointed offices, their powers, and the logins of those who hold them."""

    name = "edinstvo.registry.offices"
    label = "offices"
