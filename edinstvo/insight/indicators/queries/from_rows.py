"""Every count of the indicators from the rows themselves: what is deleted is missed at once."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.queries.from_places import OF_PLACES, Places
from edinstvo.insight.indicators.rules import COUNTED_ON, Day
from edinstvo.membership.benefits.models import Participation
from edinstvo.membership.cards.models import Card, CardKind
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.complete_then import complete_before
from edinstvo.registry.members.queries.movement import came_between, went_for_good, within
from edinstvo.registry.members.queries.narrowing import years_before
from edinstvo.registry.members.queries.unchanged import unchanged
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import ids_of_people_on


@dataclass(frozen=True)
class When:
    """The day that a count is of, in whose tree; what is counted over days lies after `after`, until `until`."""

    on: date
    after: date
    until: date

    @property
    def since(self) -> date:
        """The first of the days."""
        return self.after + timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The organisation whose branch is counted, as it stood then; the days and the year that counts are of.

    Without a base day there is no period, and the total is of the day of everything else.
    """

    organisation: Organisation
    as_of: date
    base: date | None
    year: int

    def when(self, name: str) -> When | None:
        """When this count is counted (`rules.COUNTED_ON`); None for one of a period where there is none."""
        base = self.base or self.as_of
        match COUNTED_ON[name]:
            case Day.AS_OF:
                return When(self.as_of, date.min, self.as_of)
            case Day.BASE:
                return When(base, date.min, base)
            case Day.PERIOD:
                return None if self.base is None or base > self.as_of else When(self.as_of, base, self.as_of)
            case Day.YEAR:
                eve, last = date(self.year, 1, 1) - timedelta(days=1), date(self.year, 12, 31)
                return When(self.as_of, eve, min(last, self.as_of))
            case Day.TWELVE_MONTHS:
                return When(self.as_of, years_before(self.as_of, 1) - timedelta(days=1), self.as_of)

    def branch_on(self, day: date) -> list[int]:
        """The ids of the organisations of the branch on the day. Asked once, however many counts are of that day."""
        if day not in self._branches:
            self._branches[day] = ids_of_people_on(self.organisation, on=day)
        return self._branches[day]

    @cached_property
    def _branches(self) -> dict[date, list[int]]:
        return {}


def counts_from_rows(
    asked: Asked, *, seen_by: Actor, only: Container[str] = COUNTED_ON, places: Places | None = None
) -> dict[str, int]:
    """Each count by its name (`rules.INDICATORS` says what they are for). Raises PowerMissing.

    Those of a period are left out where there is none. Whoever counts many branches counts `only` what they need, and
    reads the `places` of a day once.
    """
    seen_by.require(Power.SEE_ORGANISATIONS, at=asked.organisation)
    names = [name for name in COUNTED_ON if name in only]
    if "net" in names:
        names += ["joined", "left"]
    counts = _of_people(asked, names) | _of_cards(asked, names) | _of_places(asked, names, places or Places())
    if "net" in names and counts.keys() >= {"joined", "left"}:
        counts["net"] = counts["joined"] - counts["left"]
    return counts


def _of_people(asked: Asked, names: Iterable[str]) -> dict[str, int]:
    """One statement for each day whose tree is asked for."""
    counts: dict[str, int] = {}
    for on, whens in _by_day(asked, names, among=_OF_STAYS).items():
        filters = {name: Count("pk", filter=_OF_STAYS[name](when)) for name, when in whens.items()}
        counts |= _stays(asked, on=on).aggregate(**filters)
    return counts


def _of_cards(asked: Asked, names: Iterable[str]) -> dict[str, int]:
    by_day = _by_day(asked, names, among=_OF_CARDS).values()
    return {name: _OF_CARDS[name](asked, when) for whens in by_day for name, when in whens.items()}


def _of_places(asked: Asked, names: Iterable[str], places: Places) -> dict[str, int]:
    by_day = _by_day(asked, names, among=OF_PLACES)
    return {
        name: OF_PLACES[name](places.on(on), asked.organisation.pk) for on, whens in by_day.items() for name in whens
    }


def _by_day(asked: Asked, names: Iterable[str], *, among: Container[str]) -> dict[date, dict[str, When]]:
    """By the day whose tree holds, what of these is counted in it and when."""
    found: dict[date, dict[str, When]] = defaultdict(dict)
    for name in names:
        if name in among and (when := asked.when(name)):
            found[when.on][name] = when
    return found


def _stays(asked: Asked, *, on: date) -> QuerySet[Membership]:
    """The stays in the organisations of the branch as it stood on the day."""
    if asked.organisation.level is Level.UNION:
        return Membership.objects.all()
    return Membership.objects.filter(organisation_id__in=asked.branch_on(on))


def _counted(when: When) -> Q:
    return Membership.counted_on(when.on)


def _registered(when: When) -> Q:
    return _counted(when) & Membership.electronic_by(when.on)


def _young(when: When) -> Q:
    return _counted(when) & Q(birth_date__gt=years_before(when.on, YOUNG_UNTIL + 1))


def _complete(when: When) -> Q:
    """As the records were known at the end of the day: whether one is complete is no dated fact."""
    return _counted(when) & complete_before(_end_of(when.until))


def _untouched(when: When) -> Q:
    return _counted(when) & unchanged(when.since, when.until)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _joined_online(when: When) -> Q:
    return Q(applied_online=True, registered_on__lte=when.until)


def _came(when: When) -> Q:
    return came_between(when.since, when.until)


def _went(when: When) -> Q:
    return went_for_good() & within("ended_on", when.since, when.until)


_OF_STAYS: Mapping[str, Callable[[When], Q]] = {
    "total": _counted,
    "members": _counted,
    "registered": _registered,
    "youth": _young,
    "complete": _complete,
    "stale": _untouched,
    "joined_online": _joined_online,
    "joined": _came,
    "left": _went,
}


def _here(asked: Asked, when: When) -> Exists:
    """The row is of somebody who is on record there."""
    return Exists(_stays(asked, on=when.on).filter(_counted(when), person_id=OuterRef("person_id")))


def _plastic(asked: Asked, when: When) -> int:
    return _people(Card.objects.filter(Card.held_on(when.on), _here(asked, when), kind=CardKind.PLASTIC))


def _virtual(asked: Asked, when: When) -> int:
    return _people(Card.objects.filter(Card.held_on(when.on), _here(asked, when), kind=CardKind.VIRTUAL))


def _bonus(asked: Asked, when: When) -> int:
    return _people(Participation.objects.filter(Participation.counted_on(when.on), _here(asked, when)))


def _issued(asked: Asked, when: When) -> int:
    """Counted as cards, whoever holds them now."""
    days = {"issued_on__gt": when.after, "issued_on__lte": when.until}
    issued = Card.objects.filter(kind=CardKind.PLASTIC, **days)
    if asked.organisation.level is not Level.UNION:
        issued = issued.filter(Exists(_stays(asked, on=when.on).filter(person_id=OuterRef("person_id"))))
    return issued.count()


# Each person once.
_OF_CARDS: Mapping[str, Callable[[Asked, When], int]] = {
    "plastic": _plastic,
    "virtual": _virtual,
    "bonus": _bonus,
    "issued_in_year": _issued,
}

# All counts in parts, between which whoever counts may be stopped: the two dearest stand alone.
PARTS = ({*_OF_STAYS} - {"complete", "stale"} | {"net"}, {"complete"}, {"stale"}, {*_OF_CARDS}, {*OF_PLACES})


def _people(rows: "QuerySet[Card] | QuerySet[Participation]") -> int:
    found: int = rows.aggregate(people=Count("person_id", distinct=True))["people"]
    return found
