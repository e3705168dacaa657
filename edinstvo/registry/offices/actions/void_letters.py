"""Make letters worthless: their codes open nothing from now on."""

from datetime import datetime

from edinstvo.registry.offices.models import Letter, Mandate


def void_letters(*, mandate: Mandate, at: datetime) -> None:
    """Void the letter that was sent for the mandate, if nobody has come in by it."""
    Letter.objects.filter(mandate_id=mandate.pk, used_at=None, voided_at=None).update(voided_at=at)
