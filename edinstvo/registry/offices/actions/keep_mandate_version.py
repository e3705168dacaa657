"""Keep what was known of a mandate before its row says something else."""

from datetime import datetime

from edinstvo.registry.offices.models import Mandate, MandateFields, MandateVersion

_COLUMNS = tuple(field.attname for field in MandateFields._meta.local_fields)


def keep_mandate_version(*, mandate: Mandate, at: datetime) -> None:
    """Copy the stored row into the versions, known until `at`; then the caller may change and save it."""
    stored = Mandate.objects.values(*_COLUMNS, "person_id", "version").get(pk=mandate.pk)
    MandateVersion.objects.create(mandate_id=mandate.pk, known_until=at, **stored)
    mandate.version += 1
    mandate.known_since = at
