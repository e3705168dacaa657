"""What is stated of organisations on paper, beside what the register counts."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from edinstvo.registry.organisations.models import PRIMARY_TYPES, DeclaredHeads, Organisation, Workforce, known
from edinstvo.registry.organisations.queries.facts import latest
from edinstvo.registry.organisations.queries.placed import people_models
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS

# Each primary once, what it stated last, and its figures: all on record less the pensioners, with those of its parts
# (under no primary stands another one).
_COVERAGE = """
WITH primaries AS MATERIALIZED (
  SELECT id FROM organisations_organisation
  WHERE path >= %(path)s AND path < %(above)s AND closed_on IS NULL AND type = ANY(%(types)s)),
stated AS MATERIALIZED (
  SELECT primaries.id, last.heads FROM primaries, LATERAL (
    SELECT workers + students AS heads FROM organisations_workforce
    WHERE organisation_id = primaries.id AND known_until IS NULL AND valid_from <= %(on)s
    ORDER BY valid_from DESC LIMIT 1) AS last),
counted AS (
  SELECT measure, amount FROM stated JOIN tallies_total ON organisation_id = stated.id
  WHERE measure = ANY(%(measures)s::text[])
  UNION ALL
  SELECT measure, amount FROM stated JOIN tallies_delta ON organisation_id = stated.id
  WHERE measure = ANY(%(measures)s::text[]))
SELECT (SELECT coalesce(sum(CASE measure WHEN %(all)s THEN amount ELSE -amount END), 0)::bigint FROM counted),
  coalesce(sum(heads), 0)::bigint, count(*), (SELECT count(*) FROM primaries) FROM stated
"""


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
    asked: dict[str, Any] = {"path": organisation.path, "above": f"{organisation.path}~", "on": on}
    asked |= {"types": list(PRIMARY_TYPES), "all": OPEN_MEMBERSHIPS}
    asked["measures"] = [OPEN_MEMBERSHIPS, RETIRED_MEMBERS] if counts_members else []
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE, asked)
        members, workforce, stated, organisations = cursor.fetchone() or (0, 0, 0, 0)
    return Coverage(members, workforce, stated, organisations) if stated else None


def members_in_workforce(organisation: Organisation, *, on: date) -> int:
    """How many members of a primary who are no pensioners counted on the day."""
    return sum(
        model.objects.filter(model.in_workforce(), model.counted_on(on), primary_id=organisation.pk).count()
        for model in people_models()
    )


def workforce_of(organisation: Organisation, *, on: date) -> Workforce | None:
    """What was last stated of it by the day, or None."""
    return latest(organisation.workforces.filter(known(), valid_from__lte=on))


def declared_of(organisation: Organisation, *, on: date) -> DeclaredHeads | None:
    """What its papers were last said to count by the day, or None."""
    return latest(organisation.declared_heads.filter(known(), valid_from__lte=on))
