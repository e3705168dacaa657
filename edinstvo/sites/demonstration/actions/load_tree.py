"""Found the union, and load the organisations that stood when the register was opened."""

from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.actions.load_organisations import load_organisations
from edinstvo.registry.organisations.actions.loaded_rows import NameRow, OrganisationRow
from edinstvo.sites.demonstration.actions.world import LOADER, World, moment
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.tree import UNION, UNION_FOUNDED_ON

_NAME, _SHORT_NAME = "Общероссийский Профсоюз образования", "Профсоюз образования"


def load_tree(*, world: World) -> None:
    """Write them under the names they bore then. Raises UnionStands."""
    calendar = world.plan.calendar
    opened_at = moment(calendar.opened_on, 9)
    union = found_union(
        actor=LOADER,
        name=_NAME,
        short_name=_SHORT_NAME,
        on=UNION_FOUNDED_ON,
        at=opened_at,
        decision="Учредительный съезд",
    )
    world.ids[UNION] = union.pk
    standing = [one for one in world.plan.organisations if one.founded_on <= calendar.opened_on]
    rows = [_row(one, union.pk) for one in standing]
    world.ids |= load_organisations(actor=LOADER, rows=rows, at=opened_at)


def _row(one: Planned, union_id: int) -> OrganisationRow:
    name = NameRow(on=one.founded_on, name=one.name, short_name=one.short_name, decision="Учредительное собрание")
    return OrganisationRow(
        key=one.key,
        parent=union_id if one.parent == UNION else one.parent,
        type=one.type,
        names=(name,),
        seat=one.seat,
        subjects=one.subjects,
    )
