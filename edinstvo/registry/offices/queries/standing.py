"""Who holds which office: in an organisation on a day, by person, and whose terms run out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Placed, lies_in, within
from edinstvo.registry.members.models import Person, Transfer
from edinstvo.registry.members.queries.listing import memberships
from edinstvo.registry.offices.models import Mandate, MandateFields, MandateVersion, Office, OfficeKind
from edinstvo.registry.offices.permissions import visible_to
from edinstvo.registry.offices.rules import WARNED_BEFORE, term_warns
from edinstvo.registry.organisations.models import Organisation

_ORDER = {office.value: place for place, office in enumerate(Office)}


@dataclass(frozen=True)
class Holder:
    """A line of a composition: the mandate, its holder, and whether the holder's own page is the actor's to see."""

    mandate: MandateFields
    person: Person
    is_seen: bool
    warns: bool

    @property
    def office(self) -> str:
        """The office in words."""
        return str(Office(self.mandate.office).label)


def mandates(*, seen_by: Actor) -> QuerySet[Mandate]:
    """The mandates, open and ended, that the actor may see."""
    return Mandate.objects.filter(visible_to(seen_by))


def mandate(*, id: int, seen_by: Actor) -> Mandate:
    """One mandate with its person and organisation; raises Mandate.DoesNotExist, for a foreign one too."""
    return mandates(seen_by=seen_by).select_related("person", "organisation").get(pk=id)


def composition(organisation: Organisation, *, on: date, seen_by: Actor, known_on: date | None = None) -> list[Holder]:
    """Who held which office on the day, in the order of offices and names; as known at the end of `known_on`, or today.

    One query; three as known then.
    """
    if known_on is None:
        held = list(_with_holders(Mandate.objects.filter(_held(organisation, on, seen_by)), seen_by))
        found = [Holder(row, row.person, row.is_seen, term_warns(until=row.until, on=on)) for row in held]
    else:
        found = list(_as_known(organisation, on, known_on, seen_by))
    return sorted(found, key=lambda one: (_ORDER[one.mandate.office], one.person.name_key, one.mandate.since))


def mandates_of(*, person_id: int, seen_by: Actor) -> list[Mandate]:
    """The person's mandates in the actor's branches, open ones first, then the latest; one query."""
    rows = mandates(seen_by=seen_by).filter(person_id=person_id).select_related("organisation")
    return sorted(rows, key=lambda row: (not row.is_open, -row.since.toordinal(), _ORDER[row.office]))


def ending_with(transfer: Transfer, *, seen_by: Actor) -> list[Mandate]:
    """The open mandates, as far as the actor sees them, that end when the transfer happens; one query."""
    held = mandates(seen_by=seen_by).filter(Mandate.OPEN, person_id=transfer.person_id).select_related("organisation")
    lost = [one for one in held if not lies_below(transfer.target, one.organisation)]
    return sorted(lost, key=lambda one: (_ORDER[one.office], one.pk))


def past_mandates(organisation: Organisation, *, seen_by: Actor) -> QuerySet[Mandate]:
    """The mandates of the organisation that have ended, the last first; not those that never were so."""
    ended = mandates(seen_by=seen_by).filter(organisation=organisation, ended_on__gt=F("since"))
    return ended.select_related("person", "organisation").order_by("-ended_on", "-since", "pk")


def sole_holders(organisation: Organisation, *, seen_by: Actor) -> list[Mandate]:
    """Who holds the offices of one there today, with their people, in the order of offices."""
    rows = mandates(seen_by=seen_by).filter(Mandate.OPEN, organisation=organisation, is_sole=True)
    return sorted(rows.select_related("person"), key=lambda row: _ORDER[row.office])


def terms_running_out(organisation: Organisation, *, on: date, seen_by: Actor) -> QuerySet[Mandate]:
    """The open mandates of the branch whose term is over on the day, or soon will be; the earliest first."""
    soon = Mandate.objects.filter(
        Mandate.OPEN, in_branch(organisation), visible_to(seen_by), until__lte=on + WARNED_BEFORE
    )
    return soon.select_related("person", "organisation").order_by("until", "pk")


def kinds_at(organisation: Organisation) -> list[OfficeKind]:
    """The offices of this type of organisation, in the order of a composition."""
    kinds = OfficeKind.objects.filter(organisation_type=organisation.type)
    return sorted(kinds, key=lambda kind: _ORDER[kind.office])


def in_branch(organisation: Organisation) -> Q:
    """The placed rows of the organisation and everything below it; of a part of a primary, its own alone."""
    if organisation.level is None:
        return Q(organisation_id=organisation.pk)
    return within([Branch(level=organisation.level, organisation_id=organisation.pk)])


def lies_below(placed: Placed, organisation: Organisation) -> bool:
    """Whether the row lies in the organisation's branch today; for a part of a primary, in the primary."""
    if organisation.level is None:
        return placed.primary_id == organisation.primary_id
    return lies_in([Branch(level=organisation.level, organisation_id=organisation.pk)], placed)


def _held(organisation: Organisation, on: date, seen_by: Actor) -> Q:
    return visible_to(seen_by) & Mandate.held_on(on) & Q(organisation=organisation)


def _with_holders(rows: QuerySet[Mandate], seen_by: Actor) -> QuerySet[Mandate, Any]:
    """The mandates with their people, and whether any stay of each is the actor's to see."""
    stays = memberships(seen_by=seen_by).filter(person_id=OuterRef("person_id"))
    return rows.select_related("person").annotate(is_seen=Exists(stays))


def _as_known(organisation: Organisation, on: date, known_on: date, seen_by: Actor) -> Iterator[Holder]:
    end: datetime = timezone.make_aware(datetime.combine(known_on + timedelta(days=1), time.min))
    held = _held(organisation, on, seen_by) & Q(known_since__lt=end)
    past = MandateVersion.objects.filter(held, known_until__gte=end)
    rows: dict[int, Mandate | MandateVersion] = {row.pk: row for row in Mandate.objects.filter(held)}
    rows |= {row.mandate_id: row for row in past}
    # Whoever held it is one person still, also if two rows of theirs have been made one since.
    for mandate in _with_holders(Mandate.objects.filter(pk__in=rows), seen_by):
        yield Holder(rows[mandate.pk], mandate.person, mandate.is_seen, warns=False)
