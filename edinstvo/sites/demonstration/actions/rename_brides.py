"""Give some women their husbands' names, through the act of the screen."""

from datetime import date

from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.rename_member import Name, rename_member
from edinstvo.registry.members.models import Membership
from edinstvo.sites.demonstration.actions.world import World
from edinstvo.sites.demonstration.rules.calendar import Period, working_day, years_before
from edinstvo.sites.demonstration.rules.names import Namer

_AGES = (20, 38)


def rename_brides(*, world: World, period: Period) -> None:
    """As many as the scale says of a year, spread over it, among those whom the register knew before the period."""
    days = [
        working_day(day, since=period.first)
        for year in world.plan.calendar.years
        for day in year.spread(max(1, round(world.plan.scale.weddings * year.length / 365)))
        if period.first <= day <= period.last
    ]
    namer, ids = Namer(world.rng), _candidates(world, period)
    for day, id_ in zip(days, world.rng.sample(ids, min(len(days), len(ids))), strict=False):
        rename(world=world, membership=Membership.objects.select_related("person").get(pk=id_), day=day, namer=namer)


def rename(*, world: World, membership: Membership, day: date, namer: Namer, login: str = "centre") -> None:
    """Give one her new name on the day, by whoever keeps the record."""
    person = membership.person
    last_name = namer.new_surname(old=person.last_name)
    rename_member(
        actor=world.actor(login),
        membership_id=membership.pk,
        expected=Versions(person=person.version, membership=membership.version),
        name=Name(last_name=last_name, first_name=person.first_name, middle_name=person.middle_name),
        since=day,
        document="Свидетельство о заключении брака",
        on=day,
        at=world.office_hour(day),
    )


def _candidates(world: World, period: Period) -> list[int]:
    """Women of the age, outside the shown branch: its people bear the names that the pictures show."""
    youngest, oldest = (years_before(period.first, age) for age in _AGES)
    women = Membership.objects.filter(
        Membership.OPEN,
        person__sex="female",
        person__version=1,
        birth_date__range=(oldest, youngest),
        registered_on__lt=period.first,
    ).exclude(region_id=world.ids["44"])
    return list(women.order_by("pk").values_list("pk", flat=True))
