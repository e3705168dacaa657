"""Keep how far each region has built its structure: count the regions that changed, and all of them on a new day."""

from datetime import date

from django.db import connection, transaction

from edinstvo.insight.indicators.models import Structure
from edinstvo.insight.indicators.queries.structure import counted_structures
from edinstvo.registry.organisations.models import REGIONAL_TYPES, Organisation

# Any number would do: it only has to be the same for everybody who keeps structures.
_ONE_KEEPER = 7_310_003


def keep_structures(*, on: date) -> int:
    """Count for the day `on` what is not kept for it; how many regions that were. 0 when somebody else is at it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_KEEPER])
        if not (cursor.fetchone() or [False])[0]:
            return 0
        # Taken before it is counted: what changes from here on is marked anew.
        cursor.execute("DELETE FROM indicators_structurechange RETURNING region_id")
        changed = {id_ for (id_,) in cursor.fetchall()}
        standing = Organisation.objects.filter(type__in=REGIONAL_TYPES, closed_on=None)
        kept = Structure.objects.filter(counted_for=on).exclude(region_id__in=changed)
        regions = list(standing.exclude(pk__in=kept.values("region_id")).values_list("pk", flat=True))
        counted = counted_structures(regions, on=on)
        Structure.objects.exclude(region_id__in=standing.values("pk")).delete()
        Structure.objects.bulk_create(
            [Structure(region_id=id_, counted_for=on, **counts._asdict()) for id_, counts in counted.items()],
            update_conflicts=True,
            unique_fields=["region_id"],
            update_fields=["counted_for", *Structure.COUNTS],
        )
        return len(counted)
