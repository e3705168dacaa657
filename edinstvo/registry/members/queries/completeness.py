"""How complete the records of an organisation are, and where most is to be mended: read from the tallies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.tallies.queries import figure_of_row, several_figures
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.essentials import MEASURES
from edinstvo.registry.members.queries.listing import Cursor, Page, as_lines, filtered, keyset_page
from edinstvo.registry.members.queries.narrowing import LACKING, Filters
from edinstvo.registry.members.rules.people import ESSENTIALS, INCOMPLETE_RECORDS, LACKING_MEASURES, completeness
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisations
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS


@dataclass(frozen=True)
class Completeness:
    """Of the people on record in an organisation and below it, today: how many there are, how many records lack
    anything (the gap), and how many lack each of ESSENTIALS, in their order."""

    organisation: Organisation
    members: int
    gap: int
    lacking: dict[str, int]

    @property
    def complete(self) -> int:
        """How many records lack nothing."""
        return self.members - self.gap

    @property
    def known(self) -> int:
        """How many values are known, of `wanted`."""
        return self.wanted - sum(self.lacking.values())

    @property
    def wanted(self) -> int:
        return self.members * len(ESSENTIALS)

    @property
    def score(self) -> int:
        """The percentage of values that are known; 100 means that nothing lacks."""
        return completeness(lacking=sum(self.lacking.values()), records=self.members)


def completeness_of(places: Sequence[Organisation]) -> list[Completeness]:
    """The same for each of the organisations, which the caller has seen: one query, exact as of its statement."""
    figures = several_figures(measures=MEASURES, organisation_ids=[place.pk for place in places])
    return [
        Completeness(
            place,
            figures[place.pk][OPEN_MEMBERSHIPS],
            figures[place.pk][INCOMPLETE_RECORDS],
            {name: figures[place.pk][measure] for name, measure in LACKING_MEASURES.items()},
        )
        for place in places
    ]


def widest_gaps(
    above: Organisation, *, seen_by: Actor, cursor: Cursor | None = None, size: int = 50
) -> Page[Organisation]:
    """A page of the open organisations right under this one, the widest gap (`.gap`, in people) first."""
    return keyset_page(_below(above, seen_by), column="gap", descending=True, cursor=cursor, size=size)


def cursor_below(*, id: int, above: Organisation, back: bool, seen_by: Actor) -> Cursor | None:
    """The cursor after (or, going back, before) this organisation in that order; None when there is no such."""
    row = _below(above, seen_by).filter(pk=id).first()
    return None if row is None else Cursor(value=getattr(row, "gap", 0), id=id, back=back)


def least_known(place: Organisation, *, on: date, seen_by: Actor, most: int = 10) -> list[Membership]:
    """Whose records lack most, with their persons, the most wanting first; for a place the size of a primary."""
    lacks: Combinable = Value(0)
    for name in ESSENTIALS:
        lacks = lacks + Case(When(LACKING[name], then=1), default=0, output_field=IntegerField())
    rows = filtered(filters=Filters(organisation=place, incomplete=True), on=on, seen_by=seen_by)
    # The index of what is rare begins with the region, so the columns above the place are named too.
    rows = rows.filter(**{name: id_ for name, id_ in place.branch_columns.items() if id_ is not None})
    return list(as_lines(rows).annotate(lacks=lacks).order_by("-lacks", "name_key", "id")[:most])


def _below(above: Organisation, seen_by: Actor) -> QuerySet[Organisation]:
    gap = figure_of_row(measure=INCOMPLETE_RECORDS, column="organisations_organisation.id")
    return organisations(seen_by=seen_by).filter(parent=above, closed_on=None).annotate(gap=gap)
