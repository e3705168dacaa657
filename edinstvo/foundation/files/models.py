"""Files that people bring: the bytes lie in the store, the facts about them here."""

from django.db import models


class StoredFile(models.Model):
    """One file as it came: `name` is what the person called it, `key` what the store calls it."""

    name = models.CharField(max_length=255)
    key = models.CharField(max_length=120, unique=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
