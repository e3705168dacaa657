"""Which regions had their structure built on a day, and what the others lacked."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.models import Entry
from edinstvo.insight.indicators.queries.structure_kept import Counts, kept_structures
from edinstvo.insight.indicators.queries.tree import Tree
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.organisations.models import (
    PRIMARY_TYPES,
    REGIONAL_TYPES,
    ConfirmedStructure,
    Organisation,
    known,
)
from edinstvo.registry.organisations.queries.standing import organisations

# Whose mandate it is signs in with it.
_LOGIN = Subquery(OfficerLogin.objects.filter(person=OuterRef("person")).values("user_id")[:1])


@dataclass(frozen=True)
class Built:
    """How far a region had come: how many primaries it confirmed (None: nothing), had, and what they lacked."""

    region_id: int
    confirmed: int | None
    primaries: int
    without_number: int
    without_access: int

    @property
    def is_built(self) -> bool:
        """Whether what it confirmed is what the register holds, each with its ИНПО and a chair who has access."""
        return self.confirmed == self.primaries and not self.without_number and not self.without_access


@whole_register(reason=Reason.COUNTING)
def structures_on(day: date, *, tree: Tree) -> list[Built]:
    """Each region that stood on the day, whose tree is in hand. Five statements."""
    regions, primaries = tree.of_types(REGIONAL_TYPES), tree.of_types(PRIMARY_TYPES)
    below = tree.below(regions, primaries)
    confirmed = _confirmed(day)
    unnumbered = set(Organisation.objects.filter(pk__in=primaries, inpo=None).values_list("pk", flat=True))
    accessible = with_access_on(day)
    return [
        Built(
            region_id=region,
            confirmed=confirmed.get(region),
            primaries=len(below[region]),
            without_number=len(unnumbered.intersection(below[region])),
            without_access=len(set(below[region]) - accessible),
        )
        for region in regions
    ]


def structures_today(regions: Sequence[Organisation], *, on: date) -> list[Built]:
    """The same of some regions as they stand today, `on`. One statement; four where any has changed just now."""
    kept = kept_structures([region.pk for region in regions], on=on)
    changed = [id_ for id_, (counts, _) in kept.items() if counts is None]
    counted = counted_structures(changed, on=on) if changed else {}
    # In the order asked: the statement has none of its own.
    told = [(region.pk, *kept[region.pk]) for region in regions]
    return [Built(id_, confirmed, *(counts or counted[id_])) for id_, counts, confirmed in told]


@whole_register(reason=Reason.COUNTING)
def counted_structures(regions: Collection[int], *, on: date) -> dict[int, Counts]:
    """What the facts say of each of the regions today, `on`, by their branch columns. Three statements."""
    accessible = _accessible(regions, on)
    rows = _primaries().filter(region_id__in=regions).values("region_id").order_by("region_id")
    counts = rows.annotate(all=Count("pk"), unnumbered=Count("pk", filter=Q(inpo=None)))
    below = {row["region_id"]: (row["all"], row["unnumbered"]) for row in counts}
    found = {id_: below.get(id_, (0, 0)) for id_ in regions}
    return {id_: Counts(all_, unnumbered, all_ - accessible[id_]) for id_, (all_, unnumbered) in found.items()}


def _accessible(regions: Collection[int], on: date) -> Counter[int]:
    """How many primaries of each region have a chair with access: each once, by the record or by name alone."""
    chairs, named = _chairs_with_access(on, regions=regions)
    stands = Q(organisation__type__in=PRIMARY_TYPES, organisation__closed_on=None)
    by_name = dict(named.filter(stands).values_list("organisation_id", "organisation__region_id"))
    of_record = chairs.filter(stands).exclude(organisation_id__in=by_name).values("region_id").order_by("region_id")
    counted = of_record.annotate(primaries=Count("organisation_id", distinct=True))
    found = Counter({row["region_id"]: row["primaries"] for row in counted})
    return found + Counter(id_ for id_ in by_name.values() if id_ is not None)


def regions_seen(*, seen_by: Actor) -> list[Organisation]:
    """The regional organisations that stand and that the actor sees, in the order of names."""
    rows = organisations(seen_by=seen_by).filter(type__in=REGIONAL_TYPES, closed_on=None)
    return list(rows.order_by("name_key", "pk"))


def _primaries() -> QuerySet[Organisation]:
    return Organisation.objects.filter(type__in=PRIMARY_TYPES, closed_on=None)


@whole_register(reason=Reason.COUNTING)
def with_access_on(day: date, *, regions: Collection[int] | None = None) -> set[int]:
    """The ids of the organisations whose chair had access there on the day: by the record, or known by name alone.

    `regions` narrows it to what lies in them today.
    """
    chairs, named = _chairs_with_access(day, regions=regions)
    found = chairs.values_list("organisation_id", flat=True).union(named.values_list("organisation_id", flat=True))
    return {id_ for id_ in found if id_ is not None}


def signed_in_on(day: date, *, within: int = 30) -> set[int]:
    """Of `with_access_on` the ids of those whose chair signed in on the day or in the days before it, `within` of them.

    From the journal, which keeps every sign-in for good.
    """
    chairs, named = _chairs_with_access(day, regions=None)
    login_of = [*chairs.values_list("organisation_id", _LOGIN), *named.values_list("organisation_id", "user_id")]
    last = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    entries = Entry.objects.filter(verb="signed_in", object_type="user", at__lt=last, at__gte=last - timedelta(within))
    came = set(entries.values_list("object_id", flat=True))
    return {id_ for id_, login in login_of if id_ is not None and login in came}


def _chairs_with_access(
    day: date, *, regions: Collection[int] | None
) -> tuple[QuerySet[Mandate], QuerySet[OfficerLogin]]:
    """(mandates of chairs, logins of chairs known by name alone) with a role there that was valid on the day."""
    valid = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)
    roles = [Role.CHAIR.value, Role.STAFF.value]
    there = valid.filter(user_id=OuterRef("login"), organisation_id=OuterRef("organisation_id"), role__in=roles)
    chairs = Mandate.objects.filter(Mandate.held_on(day), office=OfficeCode.CHAIR.value)
    named = OfficerLogin.objects.filter(Exists(valid.filter(pk=OuterRef("grant_id"))), organisation__isnull=False)
    if regions is not None:
        chairs, named = chairs.filter(region_id__in=regions), named.filter(organisation__region_id__in=regions)
    return chairs.annotate(login=_LOGIN).filter(Exists(there)), named


def _confirmed(day: date) -> dict[int, int]:
    """What each region confirmed last by the day, as known today."""
    facts = ConfirmedStructure.objects.filter(known(), valid_from__lte=day).order_by("organisation_id", "valid_from")
    return dict(facts.values_list("organisation_id", "primaries"))
