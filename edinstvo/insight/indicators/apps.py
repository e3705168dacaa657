"""The Django application of indicators."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What the figures say of the union: counted as of any day, each from a numerator and a denominator of its own."""

    name = "edinstvo.insight.indicators"
    label = "indicators"
