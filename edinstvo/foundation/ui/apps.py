"""The Django application of the interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """How we look: sheets, components, forms, drafts, words."""

    name = "edinstvo.foundation.ui"
    label = "ui"
