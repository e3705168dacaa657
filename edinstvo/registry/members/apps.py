"""The Django application of members."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """People and their memberships."""

    name = "edinstvo.registry.members"
    label = "members"
