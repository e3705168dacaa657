"""The Django application of members."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MembersConfig(AppConfig):
    """People and their memberships."""

    name = "edinstvo.registry.members"
    label = "members"

    def ready(self) -> None:
        """Hear from the slices above what people hold."""
        autodiscover_modules("holdings")
