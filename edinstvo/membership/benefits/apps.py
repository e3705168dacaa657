"""The Django application of benefits."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    """The bonus programme of the card: who takes part, from when to when."""

    name = "edinstvo.membership.benefits"
    label = "benefits"
