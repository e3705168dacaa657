"""Elect the chairs of one simulated region, let most of them in, and let the region confirm its structure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from edinstvo.foundation.access.actions.load_visits import LoadedVisit, load_visits
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.addressees import Addressee
from edinstvo.registry.offices.actions.load_mandates import LoadedMandate, load_mandates
from edinstvo.registry.offices.actions.open_officer_logins import open_officer_logins
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.rules import MandateDetails, OfficeCode
from edinstvo.registry.organisations.actions.confirm_structure import confirm_structure
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import SIMULATOR
from edinstvo.sites.demonstration.actions.world import moment
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from edinstvo.sites.demonstration.rules.simulation.visits import last_visit

# Whom of a branch chance elects: the first of this order who was on record by then.
_CHAIRS = (("primary_id", "person_id"), ("territory_id", "-person_id"), ("region_id", "birth_date"))
_HAS_ACCESS, _CONFIRMED, _CLAIMS_MORE = 0.6, 0.6, 0.7
_MONTHS_OF_BUILDING = timedelta(days=200)
_DECISION = "Постановление президиума"


def elect_chairs(*, union: SimulatedUnion, code: str, ids: Mapping[str, int], at: datetime) -> None:
    """One chair for each organisation that stands; where the structure is built, every primary's has access by then."""
    rng, share = Random(f"{union.seed}:{code}:chairs"), union.shares[code]
    region = Organisation.objects.get(pk=ids[union.branches[code][0].key])
    chosen = dict(_drawn(region, union.days.elected_on))
    load_mandates(
        actor=SIMULATOR,
        mandates=[_mandate(place, person, union.days.elected_on) for place, person in chosen.items()],
        at=at,
    )
    latest = union.targets.structured_by
    earliest = max(latest - _MONTHS_OF_BUILDING, union.days.elected_on + timedelta(days=1))
    built_on = earliest + timedelta(days=rng.randrange(max((latest - earliest).days, 0) + 1))
    given_at = moment(built_on, 10)
    users = _give_access(region, rng=rng, to_all=share.is_structured, at=given_at)
    visits = Random(f"{union.seed}:{code}:visits")
    load_visits(actor=SIMULATOR, visits=list(_visits(users, visits, since=given_at, until=at)))
    claimed = _claimed(rng, share.primaries, is_structured=share.is_structured)
    if claimed:
        confirm_structure(
            actor=SIMULATOR,
            organisation=region,
            primaries=claimed,
            on=built_on,
            at=at,
            decision=_DECISION,
            expected_version=region.version,
        )


def _drawn(region: Organisation, on: date) -> Iterator[tuple[int, int]]:
    """(organisation, person), nobody twice: whoever chairs below is not elected above."""
    stays = Membership.objects.filter(Membership.OPEN, registered_on__lte=on, region=region)
    taken: set[int] = set()
    for column, order in _CHAIRS:
        heads = Organisation.objects.filter(closed_on=None, founded_on__lte=on, region=region)
        found = stays.filter(**{f"{column}__in": heads}).exclude(person__in=taken if column != "primary_id" else [])
        pairs = list(found.order_by(column, order).distinct(column).values_list(column, "person_id"))
        taken |= {person for _, person in pairs}
        yield from pairs


def _mandate(place: int, person: int, on: date) -> LoadedMandate:
    term = date(on.year + 5, on.month, on.day) - timedelta(days=1)
    details = MandateDetails(
        since=on, until=term, body="Отчётно-выборное собрание", decision_on=on, decision_number="1"
    )
    return LoadedMandate(organisation_id=place, office=OfficeCode.CHAIR.value, person_id=person, details=details)


def _give_access(region: Organisation, *, rng: Random, to_all: bool, at: datetime) -> dict[int, str]:
    """{login: name} of who got it. Elsewhere than in a built structure some chairs have none yet, the first primary's
    among them.
    """
    rows = Mandate.objects.filter(Mandate.OPEN, region=region).select_related("organisation", "person")
    mandates = list(rows.order_by("organisation_id"))
    without = next((one.pk for one in mandates if one.organisation.type in PRIMARY_TYPES), None)
    chosen = [one for one in mandates if to_all or (one.pk != without and rng.random() < _HAS_ACCESS)]
    opened = open_officer_logins(actor=SIMULATOR, addressees=_addressees(chosen), at=at)
    return {login.user_id: one.name for one, login in opened}


def _visits(users: Mapping[int, str], rng: Random, *, since: datetime, until: datetime) -> Iterator[LoadedVisit]:
    for id_, name in users.items():
        if came_at := last_visit(rng, since=since, until=until):
            yield LoadedVisit(user_id=id_, name=name, at=came_at)


def _addressees(mandates: Sequence[Mandate]) -> list[Addressee]:
    return [Addressee(one.organisation, one.person.full_name, one, None) for one in mandates]


def _claimed(rng: Random, primaries: int, *, is_structured: bool) -> int:
    """How many primaries the region confirms; nothing where it has not come so far."""
    if is_structured:
        return primaries
    if rng.random() >= _CONFIRMED:
        return 0
    return primaries + max(1, primaries // 30) if rng.random() < _CLAIMS_MORE else primaries
