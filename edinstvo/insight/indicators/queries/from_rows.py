"""Every count of the indicators from the rows themselves: what is deleted is missed at once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.queries.structure import signed_in_on, structures_on, with_access_on
from edinstvo.insight.indicators.queries.tree import Tree, tree_on
from edinstvo.membership.benefits.models import Participation
from edinstvo.membership.cards.models import Card, CardKind
from edinstvo.registry.members.models import Membership, MembershipVersion, PersonVersion
from edinstvo.registry.members.queries.narrowing import years_before
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation, Workforce, known
from edinstvo.registry.organisations.queries.branch_on import ids_of_people_on


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The organisation whose branch is counted, as it stood then; the day of `total` and that of everything else."""

    organisation: Organisation
    as_of: date
    base: date
    year: int


def counts_from_rows(asked: Asked, *, seen_by: Actor) -> dict[str, int]:
    """Each count by its name (`rules.INDICATORS` says what they are for). Raises PowerMissing."""
    seen_by.require(Power.SEE_ORGANISATIONS, at=asked.organisation)
    tree = tree_on(asked.as_of)
    return {**_of_people(asked), **_of_cards(asked), **_of_organisations(asked, tree), **_of_coverage(asked, tree)}


def _stays(asked: Asked, *, on: date) -> QuerySet[Membership]:
    """The stays in the organisations of the branch as it stood on the day."""
    if asked.organisation.level is Level.UNION:
        return Membership.objects.all()
    return Membership.objects.filter(organisation_id__in=ids_of_people_on(asked.organisation, on=on))


def _of_people(asked: Asked) -> dict[str, int]:
    on, counted = asked.as_of, Membership.counted_on(asked.as_of)
    stays = _stays(asked, on=on)
    young = Q(birth_date__gt=years_before(on, YOUNG_UNTIL + 1))
    counts = stays.aggregate(
        members=Count("pk", filter=counted),
        registered=Count("pk", filter=counted & Membership.electronic_by(on)),
        youth=Count("pk", filter=counted & young),
        complete=Count("pk", filter=counted & Q(is_incomplete=False)),
        joined_online=Count("pk", filter=Q(applied_online=True, registered_on__lte=on)),
        joined=Count("pk", filter=_came(asked.base, on)),
        left=Count("pk", filter=_went(asked.base, on)),
    )
    total = _stays(asked, on=asked.base).filter(Membership.counted_on(asked.base)).count()
    stale = stays.filter(counted, ~touched_in_a_year(on)).count()
    return {**counts, "total": total, "net": counts["joined"] - counts["left"], "stale": stale}


def touched_in_a_year(until: date) -> Q:
    """The predicate of the stays whose record, or whose person's, somebody wrote down or changed in that year."""
    last = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    year = (timezone.make_aware(datetime.combine(years_before(until, 1), time.min)), last)
    was_so = MembershipVersion.objects.filter(membership_id=OuterRef("pk"), known_since__range=year)
    person_was_so = PersonVersion.objects.filter(person_id=OuterRef("person_id"), known_since__range=year)
    return (
        Q(known_since__range=year) | Q(person__known_since__range=year) | Q(Exists(was_so)) | Q(Exists(person_was_so))
    )


def _came(after: date, until: date) -> Q:
    """On record since a day of the period, and not by a transfer: who was carried over joined before."""
    moved = Membership.objects.filter(
        person_id=OuterRef("person_id"), ended_on=OuterRef("registered_on"), end_reason="transferred"
    )
    return Q(registered_on__gt=after, registered_on__lte=until) & ~Q(Exists(moved))


def _went(after: date, until: date) -> Q:
    return Q(ended_on__gt=after, ended_on__lte=until) & ~Q(end_reason="transferred")


def _of_cards(asked: Asked) -> dict[str, int]:
    """People with a card on record there; each once. Cards of a year are counted as cards, whoever holds them now."""
    here = _stays(asked, on=asked.as_of).filter(Membership.counted_on(asked.as_of), person_id=OuterRef("person_id"))
    held = Card.objects.filter(Card.held_on(asked.as_of), Exists(here))
    issued = Card.objects.filter(kind=CardKind.PLASTIC, issued_on__year=asked.year, issued_on__lte=asked.as_of)
    if asked.organisation.level is not Level.UNION:
        issued = issued.filter(Exists(_stays(asked, on=asked.as_of).filter(person_id=OuterRef("person_id"))))
    takes_part = Participation.objects.filter(Participation.counted_on(asked.as_of), Exists(here))
    return {
        "plastic": _people(held.filter(kind=CardKind.PLASTIC)),
        "virtual": _people(held.filter(kind=CardKind.VIRTUAL)),
        "issued_in_year": issued.count(),
        "bonus": _people(takes_part),
    }


def _people(rows: "QuerySet[Card] | QuerySet[Participation]") -> int:
    found: int = rows.aggregate(people=Count("person_id", distinct=True))["people"]
    return found


def _of_organisations(asked: Asked, tree: Tree) -> dict[str, int]:
    head = asked.organisation.pk
    primaries = tree.below([head], tree.of_types(PRIMARY_TYPES))[head]
    built = structures_on(asked.as_of, tree=tree)
    regions = [one for one in built if head in tree.above(one.region_id)]
    return {
        "regions_total": len(regions),
        "regions_structured": sum(one.is_built for one in regions),
        "primaries": len(primaries),
        "chairs_with_access": len(with_access_on(asked.as_of).intersection(primaries)),
        "chairs_signed_in": len(signed_in_on(asked.as_of).intersection(primaries)),
    }


def _of_coverage(asked: Asked, tree: Tree) -> dict[str, int]:
    """Of the primaries whose workforce was stated by the day: how many work and study there, how many are members."""
    head = asked.organisation.pk
    primaries = tree.below([head], tree.of_types(PRIMARY_TYPES))[head]
    stated = Workforce.objects.filter(known(), valid_from__lte=asked.as_of, organisation_id__in=primaries)
    of_each = dict(stated.order_by("valid_from").values_list("organisation_id", F("workers") + F("students")))
    members = Membership.objects.filter(Membership.counted_on(asked.as_of), Membership.in_workforce())
    return {"employed": sum(of_each.values()), "covered": members.filter(primary_id__in=of_each).count()}
