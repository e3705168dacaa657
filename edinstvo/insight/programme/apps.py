"""The Django application of the programme."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """What the union set out to do, by which day, and how far each of its organisations has come."""

    name = "edinstvo.insight.programme"
    label = "programme"
