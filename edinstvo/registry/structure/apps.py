"""The Django application of the structure import."""

from django.apps import AppConfig


class StructureConfig(AppConfig):
    """Lists of organisations that committees bring, as plans."""

    name = "edinstvo.registry.structure"
    label = "structure"
