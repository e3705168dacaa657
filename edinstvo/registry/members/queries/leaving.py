"""Who left for good, so long ago that what is known of them is kept no longer."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from edinstvo.registry.members.models import Membership, Person, Transfer


def with_contacts_due(before: date) -> QuerySet[Person]:
    """Former members whose contacts are still kept though they left before the day."""
    return _left_for_good(before).filter(_not_removed("contacts_removed_at"))


def with_particulars_due(before: date) -> QuerySet[Person]:
    """The same of what the archive does not keep of their stays."""
    return _left_for_good(before).filter(_not_removed("particulars_removed_at"))


def _left_for_good(before: date) -> QuerySet[Person]:
    """Whoever has a stay that ended before the day, none that goes on or ended later, and no transfer that waits."""
    stays = Membership.objects.filter(person_id=OuterRef("pk"))
    waiting = Transfer.objects.filter(Transfer.WAITS, person_id=OuterRef("pk"))
    return Person.objects.filter(
        Exists(stays.filter(ended_on__lt=before)),
        ~Exists(stays.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=before))),
        ~Exists(waiting),
    )


def _not_removed(column: str) -> Q:
    """Never removed, or the record or a stay says something newer."""
    later = Membership.objects.filter(person_id=OuterRef("pk"), known_since__gt=OuterRef(column))
    return Q(**{f"{column}__isnull": True}) | Q(known_since__gt=F(column)) | Q(Exists(later))
