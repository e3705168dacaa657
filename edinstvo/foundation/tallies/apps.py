"""The Django application of tallies."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    """Figures kept exact by append-only deltas."""

    name = "edinstvo.foundation.tallies"
    label = "tallies"
