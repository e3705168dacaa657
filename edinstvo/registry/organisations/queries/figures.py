"""What is stated of organisations on paper, beside what the register counts."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from edinstvo.foundation.tallies.queries import figure_of_row
from edinstvo.registry.organisations.models import PRIMARY_TYPES, DeclaredHeads, Organisation, Workforce, known
from edinstvo.registry.organisations.queries.facts import in_force, latest
from edinstvo.registry.organisations.queries.placed import people_models
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS


@dataclass(frozen=True)
class Coverage:
    """How many of those who work and study are members, over the primaries whose workforce is stated.

    `stated` of the `organisations` (the open primaries of the branch) have one; members without pensioners.
    """

    members: int
    workforce: int
    stated: int
    organisations: int

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, half up (domain.md 3.1, row 20); None where nobody works or studies."""
        if not self.workforce:
            return None
        return (Decimal(100 * self.members) / self.workforce).quantize(Decimal("0.1"), ROUND_HALF_UP)


def coverage_of(organisation: Organisation, *, on: date, counts_members: bool = True) -> Coverage | None:
    """The coverage of an organisation, or of the open primaries of its branch as it stands; None where none is stated.

    The workforce as stated by the day `on`, today; the members by their figures, if they are to be told. One query.
    """
    is_within = Q(path__gte=organisation.path, path__lt=f"{organisation.path}~")
    primaries = Organisation.objects.filter(is_within, type__in=PRIMARY_TYPES, closed_on=None)
    facts = in_force(Workforce.objects.filter(known(), valid_from__lte=on, organisation_id__in=primaries.values("pk")))
    found = facts.aggregate(
        workforce=Sum(F("workers") + F("students")),
        stated=Count("pk"),
        organisations=Max(_count_of(primaries)),
        members=Sum(_members() if counts_members else Value(0)),
    )
    return Coverage(**found) if found["stated"] else None


def members_in_workforce(organisation: Organisation, *, on: date) -> int:
    """How many members of a primary who are no pensioners counted on the day."""
    return sum(
        model.objects.filter(model.in_workforce(), model.counted_on(on), primary_id=organisation.pk).count()
        for model in people_models()
    )


def _members() -> Combinable:
    """Those of the primary of a workforce and of its parts, without pensioners; under no primary stands another one."""
    column = f"{Workforce._meta.db_table}.organisation_id"
    return figure_of_row(measure=OPEN_MEMBERSHIPS, column=column) - figure_of_row(
        measure=RETIRED_MEMBERS, column=column
    )


def _count_of(rows: QuerySet[Any]) -> Combinable:
    """How many rows, as a part of another query."""
    counted = rows.order_by().annotate(of_all=Value(1)).values("of_all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def workforce_of(organisation: Organisation, *, on: date) -> Workforce | None:
    """What was last stated of it by the day, or None."""
    return latest(organisation.workforces.filter(known(), valid_from__lte=on))


def declared_of(organisation: Organisation, *, on: date) -> DeclaredHeads | None:
    """What its papers were last said to count by the day, or None."""
    return latest(organisation.declared_heads.filter(known(), valid_from__lte=on))
