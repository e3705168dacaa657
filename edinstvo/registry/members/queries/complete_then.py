"""Which records lacked nothing as they were known at a moment: the rule of the essentials over rows and versions."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from edinstvo.registry.members.models import MembershipVersion, Person, PersonVersion
from edinstvo.registry.members.queries.essentials import unknown
from edinstvo.registry.members.rules.people import ESSENTIALS

_OF_STAY = ("category", "joined_on")
_OF_PERSON = tuple(name for name in ESSENTIALS if name not in _OF_STAY)


def complete_before(moment: datetime) -> Q:
    """The predicate of the stays whose record, with that of its person, stood before the moment and lacked nothing.

    Each by what was known of it then. What the law had removed since (contacts of former members) counts as lacking.
    """
    person_now = _known(_OF_PERSON, through="person__") & Q(person__known_since__lt=moment)
    now = Q(known_since__lt=moment) & _known(_OF_STAY) & (person_now | _person_was_complete(moment))
    # The person of a version may be a row that was merged into another one since.
    person = Person.objects.filter(_known(_OF_PERSON), pk=OuterRef("person_id"), known_since__lt=moment)
    was = MembershipVersion.objects.filter(
        _known(_OF_STAY),
        Q(Exists(person)) | _person_was_complete(moment),
        membership_id=OuterRef("pk"),
        known_since__lt=moment,
        known_until__gte=moment,
    )
    return now | Q(Exists(was))


def _person_was_complete(moment: datetime) -> Q:
    was = PersonVersion.objects.filter(
        _known(_OF_PERSON),
        person_id=OuterRef("person_id"),
        known_since__lt=moment,
        known_until__gte=moment,
    )
    return Q(Exists(was))


def _known(names: Iterable[str], through: str = "") -> Q:
    """All of them are said."""
    wanted = Q()
    for name in names:
        wanted &= ~unknown(name, through=through)
    return wanted
