"""What somebody has agreed to, on a day and as known at a moment; which words are in force; who may be written to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import FilteredRelation, Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.models import Consent, ConsentKind, ConsentText
from edinstvo.registry.consents.rules import KindCode
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.person import present_record


@dataclass(frozen=True)
class OfKind:
    """One kind of consent of a person: what goes on, the newest first, and what was withdrawn."""

    kind: ConsentKind
    standing: list[Consent]
    withdrawn: list[Consent]

    @property
    def current(self) -> Consent | None:
        """The one that goes on, by the newest words."""
        return self.standing[0] if self.standing else None


@dataclass(frozen=True)
class ConsentsSeen:
    """The consents of a person whose present record (`stay`) is the actor's to see."""

    stay: Membership
    kinds: list[OfKind]

    def of(self, code: str) -> OfKind | None:
        """What belongs to one kind."""
        return next((one for one in self.kinds if one.kind.code == code), None)


def consents_seen(*, person_id: int, seen_by: Actor) -> ConsentsSeen:
    """Every kind with the person's consents of it. Raises Person.DoesNotExist where they are not the actor's to see."""
    try:
        stay = present_record(person_id=person_id)
    except IndexError:
        raise Person.DoesNotExist from None
    if not seen_by.may(Power.SEE_MEMBERS, at=stay):
        raise Person.DoesNotExist
    known = list(Consent.objects.filter(Consent.KNOWN, person_id=person_id).select_related("text").order_by("-id"))
    known.sort(key=lambda one: (one.text.valid_from, one.given_on), reverse=True)
    kinds = []
    for kind in ConsentKind.objects.order_by("place"):
        own = [one for one in known if one.kind_id == kind.code]
        standing = [one for one in own if one.withdrawn_on is None]
        kinds.append(OfKind(kind, standing, [one for one in own if one.withdrawn_on is not None]))
    return ConsentsSeen(stay, kinds)


def consents_on(*, person_id: int, on: date, known_on: datetime | None = None) -> QuerySet[Consent]:
    """What stood on a day, by what is known today, or with `known_on` by what was known at that moment.

    The caller has seen the person already.
    """
    stood = Q(given_on__lte=on) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return Consent.objects.filter(stood, Consent.known_at(known_on), person_id=person_id)


def text_in_force(*, kind: str, on: date) -> ConsentText | None:
    """The words of the day, or None where nobody has written any."""
    return ConsentText.objects.filter(kind_id=kind, valid_from__lte=on).order_by("-valid_from").first()


def kinds_in_force(*, on: date) -> list[tuple[ConsentKind, ConsentText | None]]:
    """Every kind with its words of the day. Two queries."""
    valid = ConsentText.objects.filter(valid_from__lte=on).order_by("kind_id", "-valid_from").distinct("kind_id")
    texts = {text.kind_id: text for text in valid}
    return [(kind, texts.get(kind.code)) for kind in ConsentKind.objects.order_by("place")]


def texts_of(*, kind: str) -> QuerySet[ConsentText]:
    """All words there were and will be, the newest first."""
    return ConsentText.objects.filter(kind_id=kind).order_by("-valid_from")


def lacking_among(person_ids: Collection[int]) -> set[int]:
    """Who of these lacks a consent of a kind that is required, recounted from what was given."""
    lacking: set[int] = set()
    for kind in ConsentKind.objects.filter(is_required=True):
        given = Consent.objects.filter(Consent.STANDING, kind=kind, person_id__in=person_ids)
        lacking |= set(person_ids) - set(given.values_list("person_id", flat=True))
    return lacking


def may_be_written_to(person_ids: Collection[int]) -> set[int]:
    """Who of these agreed to be sent news and invitations: whoever sends any asks here first."""
    people = Person.objects.filter(pk__in=person_ids).annotate(
        agreed=FilteredRelation("consents", condition=Q(consents__kind=KindCode.NEWS) & _standing("consents__"))
    )
    return set(people.filter(agreed__isnull=False).values_list("pk", flat=True))


def _standing(via: str) -> Q:
    return Q(**{f"{via}known_until__isnull": True, f"{via}withdrawn_on__isnull": True})
