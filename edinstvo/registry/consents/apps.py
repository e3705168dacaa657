"""The Django application of consents."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """What members agreed to, in which words, and what follows when they take it back."""

    name = "edinstvo.registry.consents"
    label = "consents"
