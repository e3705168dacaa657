"""Keep what was known until now before a row says something else: nothing is rewritten."""

from datetime import datetime

from edinstvo.registry.members.models import (
    Membership,
    MembershipFields,
    MembershipVersion,
    Person,
    PersonFields,
    PersonVersion,
)

PERSON_COLUMNS = tuple(field.attname for field in PersonFields._meta.local_fields)
MEMBERSHIP_COLUMNS = tuple(field.attname for field in MembershipFields._meta.local_fields)


def keep_version(*, row: Person | Membership, at: datetime) -> None:
    """Copy the stored row into its versions, known until `at`; then the caller may change and save it.

    Reads the row again from the database, so that unsaved changes in hand are never taken for what was known.
    """
    if isinstance(row, Person):
        person = Person.objects.values(*PERSON_COLUMNS, "version").get(pk=row.pk)
        PersonVersion.objects.create(person_id=row.pk, known_until=at, **person)
    else:
        membership = Membership.objects.values(*MEMBERSHIP_COLUMNS, "person_id", "version").get(pk=row.pk)
        MembershipVersion.objects.create(membership_id=row.pk, known_until=at, **membership)
    row.version += 1
    row.known_since = at
