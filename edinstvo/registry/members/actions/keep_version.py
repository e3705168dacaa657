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


def keep_version(*, row: Person | Membership, at: datetime) -> None:
    """Copy the stored row into its versions, known until `at`; then the caller may change and save it.

    Reads the row again from the database, so that unsaved changes in hand are never taken for what was known.
    """
    if isinstance(row, Person):
        stored = Person.objects.get(pk=row.pk)
        known = {field.name: getattr(stored, field.attname) for field in PersonFields._meta.get_fields()}
        PersonVersion.objects.create(person_id=stored.pk, version=stored.version, known_until=at, **known)
    else:
        kept = Membership.objects.get(pk=row.pk)
        values = {_column(field): getattr(kept, _column(field)) for field in MembershipFields._meta.get_fields()}
        MembershipVersion.objects.create(
            membership_id=kept.pk, person_id=kept.person_id, version=kept.version, known_until=at, **values
        )
    row.version += 1
    row.known_since = at


def _column(field: object) -> str:
    return str(field.attname)  # type: ignore[attr-defined]  # every field of an abstract model has a column
