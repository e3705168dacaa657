"""The Django application of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may come in and what they may do where."""

    name = "edinstvo.foundation.access"
    label = "access"
