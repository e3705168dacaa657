"""Empty telephones and addresses by which organisations are not reached any more."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from edinstvo.foundation.journal.actions.empty_values import empty_values
from edinstvo.foundation.retention.kinds import Portion, beginning_of
from edinstvo.registry.organisations.models import Contact

NAMES = ("phone", "email", "address")
_EMPTY = Q(phone="", email="", address="")


def replaced_contacts(before: date) -> QuerySet[Contact]:
    """Contacts that others replaced before the day, or that were corrected before it, with something to empty."""
    later = Contact.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        valid_from__gt=OuterRef("valid_from"),
        valid_from__lt=before,
        known_since__lt=beginning_of(before),
        known_until__isnull=True,
    )
    return Contact.objects.filter(Exists(later) | Q(known_until__lt=beginning_of(before))).exclude(_EMPTY)


def empty_contacts(portion: Portion) -> int:
    """Empty those of the portion, and what the journal says of them; the chair's name stays. Returns how many."""
    rows = replaced_contacts(portion.before).filter(pk__in=portion.ids)
    found = list(rows.select_for_update(of=("self",)))
    said = {row.pk: {getattr(row, name) for name in NAMES} - {""} for row in found}
    Contact.objects.filter(pk__in=said).update(**dict.fromkeys(NAMES, ""))
    for row in found:
        if gone := said[row.pk] - _said_still(row):
            empty_values(object_type="organisation", object_ids=[row.organisation_id], names=NAMES, values=sorted(gone))
    return len(found)


def _said_still(row: Contact) -> set[Any]:
    """What contacts of the organisation say that are kept."""
    kept = Contact.objects.filter(organisation_id=row.organisation_id).values_list(*NAMES)
    return {value for values in kept for value in values}
