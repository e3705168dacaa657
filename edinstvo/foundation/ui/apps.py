"""The Django application of the interface."""

from django.apps import AppConfig
from django.forms import ChoiceField

from edinstvo.foundation.ui.words import NOTHING_CHOSEN


class UiConfig(AppConfig):
    """How we look: sheets, components, forms, drafts, words."""

    name = "edinstvo.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        """Django has one sentence for what is not written and what is not chosen; nobody writes into a list."""
        ChoiceField.default_error_messages = {**ChoiceField.default_error_messages, "required": NOTHING_CHOSEN}
