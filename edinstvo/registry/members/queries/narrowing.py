"""What of a list of members is wanted: every filter, as one predicate each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from edinstvo.foundation.access.branches import Level
from edinstvo.registry.members.models import CategoryFact, Membership, Suspension
from edinstvo.registry.members.queries.counted_from import counting_from
from edinstvo.registry.members.queries.essentials import lacking
from edinstvo.registry.members.queries.held_then import lacked_on
from edinstvo.registry.members.queries.movement import came_between, went_for_good, within
from edinstvo.registry.members.queries.unchanged import CHANGES, unchanged
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import ids_of_people_on

# Round birthdays, and round numbers of years in the union.
JUBILEES: dict[str, range] = {"age": range(50, 101, 5), "union": range(10, 81, 5)}
# What somebody may look for the lack of: the essentials, the marks of a membership. And CHANGES.
LACKING: dict[str, Q] = {
    **lacking(),
    "consent": Q(lacks_consent=True),
    "electronic_record": Q(electronic_on__isnull=True),
    "plastic_card": Q(has_plastic_card=False),
    "virtual_card": Q(has_virtual_card=False),
    "bonus": Q(has_bonus=False),
}
# How they applied, of whoever did so on the website.
ONLINE = "online"
# Whether the membership is suspended; "overdue" is one that was to be over by the day of the question.
SUSPENDED = ("now", "overdue", "not")
# A reason of leaving that is any of them but the one that is none: a transfer within the union.
NO_TRANSFER = "no_transfer"
# What is no essential of the record: who lacks it has an index of their own.
_NO_ESSENTIALS = ("", "consent", "electronic_record", "plastic_card", "virtual_card", "bonus", CHANGES)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the list is wanted. `organisation` cuts a branch; ages are full years on the day of the question.

    `as_of` asks who was on record on a past day, in the branch as it stood then; `state` says nothing beside it, but
    for "all" with `applied` (ONLINE): who had applied so by then, whether they had left again or not.
    `suspended` is one of SUSPENDED. `month` (1 to 12) is that of the birth, with `jubilee="union"` that of the day
    which seniority is counted from (`rules/seniority.py`). `jubilee` needs `year`.
    `came_from` and `came_to`: taken on record then, otherwise than by a transfer. `reason` is one of EndReason, or
    NO_TRANSFER. All periods include both their days.
    """

    organisation: Organisation | None = None
    state: str = "current"
    category: str = ""
    age_from: int | None = None
    age_to: int | None = None
    incomplete: bool = False
    suspended: str = ""
    lacks: str = ""
    as_of: date | None = None
    joined_from: date | None = None
    joined_to: date | None = None
    came_from: date | None = None
    came_to: date | None = None
    left_from: date | None = None
    left_to: date | None = None
    reason: str = ""
    applied: str = ""
    month: int | None = None
    jubilee: str = ""
    year: int | None = None
    sort: str = "name"

    @property
    def is_ever(self) -> bool:
        """Whether whoever had left by the day is asked for as well."""
        return self.state == "all" and bool(self.applied)

    @cached_property
    def stood_below(self) -> list[int] | None:
        """The ids of the organisations of the branch on the day `as_of`; None for the whole union. Asked once."""
        if self.organisation is None or self.as_of is None or self.organisation.level is Level.UNION:
            return None
        return ids_of_people_on(self.organisation, on=self.as_of)


def narrowed(rows: QuerySet[Membership], *, filters: Filters, on: date) -> QuerySet[Membership]:
    """The rows that the filters leave, whatever their place. `on` is today."""
    day = filters.as_of or on
    rows = rows.filter(_standing(filters), _aged(filters, day), _lacking(filters, day), _marked(filters))
    rows = rows.filter(_suspended(filters, day), Q(applied_online=True) if filters.applied else Q())
    rows = _in_category(_came(rows, filters), filters)
    rows = _left(_joined(rows, filters), filters)
    return _in_the_union_for(rows, filters, day)


def years_before(on: date, years: int) -> date:
    """The day so many years earlier; 28 February where that year has no 29th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def category_then(day: date) -> Coalesce:
    """The category of a membership on the day, as known today; "" where none was."""
    facts = CategoryFact.objects.filter(
        membership_id=OuterRef("pk"), known_until__isnull=True, valid_from__lte=day
    ).order_by("-valid_from", "-known_since")
    held = Subquery(facts.values("category")[:1])
    return Coalesce(held, Value(""), output_field=CharField())


def suspended_then(day: date) -> Subquery:
    """Since when a membership was suspended on the day, as known today; NULL where it was not."""
    facts = Suspension.objects.filter(Suspension.KNOWN, Suspension.covering(day), person_id=OuterRef("person_id"))
    return Subquery(facts.order_by("-valid_from").values("valid_from")[:1])


def _standing(filters: Filters) -> Q:
    if filters.as_of is not None:
        return Q(registered_on__lte=filters.as_of) if filters.is_ever else Membership.counted_on(filters.as_of)
    return {"current": Membership.OPEN, "former": ~Membership.OPEN}.get(filters.state, Q())


def _aged(filters: Filters, day: date) -> Q:
    wanted = Q()
    if filters.age_from is not None:
        wanted &= Q(birth_date__lte=years_before(day, filters.age_from))
    if filters.age_to is not None:
        wanted &= Q(birth_date__gt=years_before(day, filters.age_to + 1))
    return wanted


def _lacking(filters: Filters, day: date) -> Q:
    """Whoever lacks an essential is incomplete: said as well, so that the index of the incomplete ones serves.

    Who lacked a card or the electronic record is asked as of a past day, too, and what nobody changed in the
    year before it; an essential only as of today.
    """
    wanted = Q(is_incomplete=True) if filters.incomplete or filters.lacks not in _NO_ESSENTIALS else Q()
    if filters.lacks == CHANGES:
        return wanted & unchanged(years_before(day, 1), day)
    then = None if filters.as_of is None else lacked_on(filters.lacks, filters.as_of)
    return wanted & (LACKING.get(filters.lacks, Q()) if then is None else then)


def _suspended(filters: Filters, day: date) -> Q:
    """Today by the copies on the open memberships, of a past day by the facts."""
    if not filters.suspended:
        return Q()
    if filters.as_of is not None:
        facts = Suspension.objects.filter(Suspension.KNOWN, Suspension.covering(day), person_id=OuterRef("person_id"))
        overdue = Q(expected_until__lte=day) if filters.suspended == "overdue" else Q()
        found = Q(Exists(facts.filter(overdue)))
    else:
        overdue = Q(resumes_on__lte=day) if filters.suspended == "overdue" else Q()
        found = Q(suspended_on__isnull=False, ended_on__isnull=True) & overdue
    return ~found if filters.suspended == "not" else found


def _marked(filters: Filters) -> Q:
    """Birthdays, and jubilees by age."""
    if filters.jubilee == "union":
        return Q()
    wanted = Q() if filters.month is None else Q(birth_date__month=filters.month)
    if filters.jubilee and filters.year is not None:
        wanted &= _born_in(_years(filters.jubilee, filters.year))
    return wanted


def _years(jubilee: str, year: int) -> list[int]:
    """The years so long before that one as a jubilee is."""
    return [before for years in JUBILEES[jubilee] if 0 < (before := year - years) < 10_000]


def _born_in(years: Iterable[int]) -> Q:
    wanted = Q(pk__in=[])
    for year in years:
        wanted |= Q(birth_date__range=(date(year, 1, 1), date(year, 12, 31)))
    return wanted


def _in_the_union_for(rows: QuerySet[Membership], filters: Filters, day: date) -> QuerySet[Membership]:
    """Jubilees by the seniority that the page of each member shows on the day."""
    if filters.jubilee != "union" or filters.year is None:
        return rows
    years = _years(filters.jubilee, filters.year)
    return rows.filter(counting_from(rows, years=years, month=filters.month, on=day))


def _in_category(rows: QuerySet[Membership], filters: Filters) -> QuerySet[Membership]:
    if not filters.category:
        return rows
    if filters.as_of is None:
        return rows.filter(category=filters.category)
    return rows.filter(Exact(category_then(filters.as_of), filters.category))


def _joined(rows: QuerySet[Membership], filters: Filters) -> QuerySet[Membership]:
    """Joined the union in the period: the stay that they joined with, not those that a transfer led to later."""
    if filters.joined_from is None and filters.joined_to is None:
        return rows
    before = Membership.objects.filter(
        person_id=OuterRef("person_id"), joined_on=OuterRef("joined_on"), registered_on__lt=OuterRef("registered_on")
    )
    return rows.filter(within("joined_on", filters.joined_from, filters.joined_to), ~Exists(before))


def _came(rows: QuerySet[Membership], filters: Filters) -> QuerySet[Membership]:
    """Taken on record in the period, as the figures of movement count it."""
    if filters.came_from is None and filters.came_to is None:
        return rows
    return rows.filter(came_between(filters.came_from, filters.came_to))


def _left(rows: QuerySet[Membership], filters: Filters) -> QuerySet[Membership]:
    """Left the record in the period, for a reason or for any."""
    if filters.reason == NO_TRANSFER:
        rows = rows.filter(went_for_good())
    elif filters.reason:
        rows = rows.filter(ended_on__isnull=False, end_reason=filters.reason)
    if filters.left_from is None and filters.left_to is None:
        return rows
    return rows.filter(within("ended_on", filters.left_from, filters.left_to))
