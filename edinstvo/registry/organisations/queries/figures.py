"""What is stated of organisations on paper, beside what the register counts."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum

from edinstvo.registry.organisations.models import PRIMARY_TYPES, DeclaredHeads, Organisation, Workforce, known
from edinstvo.registry.organisations.queries.facts import in_force, latest
from edinstvo.registry.organisations.queries.placed import people_models


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
    def percent(self) -> str:
        """With one decimal, half up (domain.md 3.1, row 20); "" where nobody works or studies."""
        if not self.workforce:
            return ""
        return str((Decimal(100 * self.members) / self.workforce).quantize(Decimal("0.1"), ROUND_HALF_UP))


def coverage_of(organisation: Organisation, *, on: date) -> Coverage | None:
    """The coverage of an organisation, or of the open primaries of its branch as it stands; None where none is stated.

    The workforce as stated by the day, the people who counted on it. Four queries.
    """
    is_within = Q(path__gte=organisation.path, path__lt=f"{organisation.path}~")
    primaries = Organisation.objects.filter(is_within, type__in=PRIMARY_TYPES, closed_on=None)
    of_primaries = Workforce.objects.filter(
        known(), valid_from__lte=on, organisation_id__in=primaries.values_list("pk", flat=True)
    )
    facts = in_force(of_primaries)
    stated = list(facts.values_list("organisation_id", flat=True))
    if not stated:
        return None
    sums = facts.aggregate(workers=Sum("workers"), students=Sum("students"))
    members = sum(
        model.objects.filter(model.in_workforce(), model.counted_on(on), primary_id__in=stated).count()
        for model in people_models()
    )
    return Coverage(members, sums["workers"] + sums["students"], len(stated), primaries.count())


def workforce_of(organisation: Organisation, *, on: date) -> Workforce | None:
    """What was last stated of it by the day, or None."""
    return latest(organisation.workforces.filter(known(), valid_from__lte=on))


def declared_of(organisation: Organisation, *, on: date) -> DeclaredHeads | None:
    """What its papers were last said to count by the day, or None."""
    return latest(organisation.declared_heads.filter(known(), valid_from__lte=on))
