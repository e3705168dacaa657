"""The Django application of retention."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RetentionConfig(AppConfig):
    """How long what is kept, and its removal when the time is over."""

    name = "edinstvo.foundation.retention"
    label = "retention"

    def ready(self) -> None:
        """Let every slice's retention.py make the kinds of what it keeps known."""
        autodiscover_modules("retention")
