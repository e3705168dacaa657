"""Who of those on record is likely the person that is being written down."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.rules.people import PersonDetails, name_key, within_one_typo

# Of one birthday there are a few hundred people in the whole union.
_LOOKED_AT = 1000


def alike(details: PersonDetails, *, seen_by: Actor, most: int = 5) -> list[Membership]:
    """Open memberships, as far as the actor sees them, of the same telephone and surname, or of the same birth date and
    a name one typo away; the same signs as of `likely_duplicates`. One query, by the indexes of both columns."""
    signs = Q()
    if details.phone:
        signs |= Q(phone=details.phone)
    if details.birth_date:
        signs |= Q(birth_date=details.birth_date)
    if not signs:
        return []
    rows = Membership.objects.filter(Membership.OPEN, visible_to(seen_by), signs)
    near = rows.select_related("person", "organisation").order_by("name_key", "id")[:_LOOKED_AT]
    return [row for row in near if _is_alike(row, details)][:most]


def _is_alike(row: Membership, details: PersonDetails) -> bool:
    if details.sex and row.person.sex and details.sex != row.person.sex:
        return False
    key = name_key(last_name=details.last_name, first_name=details.first_name, middle_name=details.middle_name)
    born = {row.birth_date, details.birth_date} - {None}
    if details.phone and row.phone == details.phone and len(born) < 2:
        return row.name_key.split("  ")[0] == key.split("  ")[0]
    return row.birth_date is not None and len(born) == 1 and row.name_key != key and within_one_typo(row.name_key, key)
