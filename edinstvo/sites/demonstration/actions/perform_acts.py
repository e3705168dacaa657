"""Do to the organisations what happened to them in a period, through the acts of the screens."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.sites.demonstration.actions.world import World
from edinstvo.sites.demonstration.rules.calendar import Period
from edinstvo.sites.demonstration.rules.changes import CLOSE, FOUND, RENAME, Act, acts_in
from edinstvo.sites.demonstration.rules.tree import SHOWCASE


def perform_acts(*, world: World, period: Period) -> None:
    """Found, rename and close, each by somebody who may, on its day."""
    perform = {FOUND: _found, RENAME: _rename, CLOSE: _close}
    for act in acts_in(planned=world.plan.organisations, period=period):
        number = f"{world.rng.randint(1, 9)}-{world.rng.randint(1, 12)}"
        perform[act.verb](world, act, f"Постановление президиума № {number}")


def _found(world: World, act: Act, decision: str) -> None:
    one = act.planned
    founded = found_organisation(
        actor=_who(world, act),
        type=one.type,
        parent=world.organisation(one.parent),
        name=one.name,
        short_name=one.short_name,
        on=act.on,
        at=world.office_hour(act.on),
        decision=decision,
    )
    world.ids[one.key] = founded.pk


def _rename(world: World, act: Act, decision: str) -> None:
    if act.renaming is None:
        raise ValueError(f"{act.planned.name} has no other name")
    organisation = world.organisation(act.planned.key)
    rename_organisation(
        actor=_who(world, act),
        organisation=organisation,
        name=act.renaming.name,
        short_name=act.renaming.short_name,
        on=act.on,
        at=world.office_hour(act.on),
        decision=decision,
        expected_version=organisation.version,
    )


def _close(world: World, act: Act, decision: str) -> None:
    organisation = world.organisation(act.planned.key)
    close_organisation(
        actor=_who(world, act),
        organisation=organisation,
        on=act.on,
        at=world.office_hour(act.on),
        decision=decision,
        expected_version=organisation.version,
    )


def _who(world: World, act: Act) -> Actor:
    """The district founds below itself, the shown region acts in itself, the centre everywhere else."""
    if act.planned.parent == SHOWCASE["empty"]["territory"]:
        return world.actor("district")
    return world.actor("region" if act.planned.region == SHOWCASE["region"] else "centre")
