"""The Django application of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people bring and take away."""

    name = "edinstvo.foundation.files"
    label = "files"
