"""The regions whose structure is not built, and who of each can be told."""

from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.queries import holders_at
from edinstvo.insight.indicators.models import StructureReminder
from edinstvo.insight.indicators.queries.structure import Built, regions_seen, structures_today
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class Unbuilt:
    """A region, what it lacks, and the users who are its chair and staff."""

    organisation: Organisation
    built: Built
    people: list[int]


def unbuilt_today(*, on: date, seen_by: Actor) -> list[Unbuilt]:
    """Those that the actor sees, in the order of names; `on` is today. Six statements."""
    regions = regions_seen(seen_by=seen_by)
    lacking = [
        (region, built)
        for region, built in zip(regions, structures_today(regions, on=on), strict=True)
        if not built.is_built
    ]
    ids = [region.pk for region, _ in lacking]
    people = holders_at(organisation_ids=ids, power=Power.KEEP_MEMBERS, on=on)
    return [Unbuilt(region, built, people.get(region.pk, [])) for region, built in lacking]


def reminded_on(day: date) -> StructureReminder | None:
    """What was said on that day, if anything was."""
    return StructureReminder.objects.filter(reminded_on=day).first()
