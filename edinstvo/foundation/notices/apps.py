"""The Django application of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is said to people outside of a page: e-mail, SMS, and lines that wait for them inside."""

    name = "edinstvo.foundation.notices"
    label = "notices"
