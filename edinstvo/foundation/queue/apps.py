"""The Django application of the queue."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class QueueConfig(AppConfig):
    """Background work in PostgreSQL that a person can watch."""

    name = "edinstvo.foundation.queue"
    label = "queue"

    def ready(self) -> None:
        """Let every slice's jobs.py make its kinds of work known, and its reactions.py what it reacts to."""
        autodiscover_modules("jobs", "reactions")
