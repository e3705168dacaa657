"""The Django application of journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What was done, by whom and why."""

    name = "edinstvo.foundation.journal"
    label = "journal"
