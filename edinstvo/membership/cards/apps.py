"""The Django application of membership cards."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Plastic and virtual cards of members, and from when to when each was theirs."""

    name = "edinstvo.membership.cards"
    label = "cards"
