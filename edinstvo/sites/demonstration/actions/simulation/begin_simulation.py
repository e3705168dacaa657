"""Begin a simulated union: found it with all its organisations, or find those of one that was stopped."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.copy_search_keys import learn_surnames
from edinstvo.registry.members.rules.people import name_key
from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.actions.load_organisations import load_organisations
from edinstvo.registry.organisations.actions.loaded_rows import EarlierParent, NameRow, OrganisationRow
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.queries import SIMULATION_BEGUN, begun_simulation, is_simulation_complete
from edinstvo.sites.demonstration.rules.names import all_surnames
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from edinstvo.sites.demonstration.rules.tree import UNION, UNION_FOUNDED_ON

SIMULATOR = Actor.operator(name="Моделирование", command="simulate")
_NAME, _SHORT_NAME = "Общероссийский Профсоюз образования", "Профсоюз образования"
_FOUNDED, _MOVED, _CLOSED = "Учредительное собрание", "Постановление о передаче", "Постановление о слиянии"


class RegisterNotEmpty(Exception):
    """There are organisations that this very simulation did not found."""


class SimulationComplete(RegisterNotEmpty):
    """This very simulation came to its end: what people have done since is left alone."""


def begin_simulation(*, union: SimulatedUnion, at: datetime) -> dict[str, int]:
    """The id of each organisation by its key. Raises RegisterNotEmpty, SimulationComplete.

    Where the same simulation was stopped its organisations are found again: they stand in the order of the plan.
    """
    with transaction.atomic():
        if Organisation.objects.exists():
            return _found_again(union)
        stands = found_union(
            actor=SIMULATOR, name=_NAME, short_name=_SHORT_NAME, on=UNION_FOUNDED_ON, at=at, decision=_FOUNDED
        )
        rows = [_row(one, stands.pk) for one in _in_order(union)]
        ids = load_organisations(actor=SIMULATOR, rows=rows, at=at)
        # Two regions that bring the same surname at once would wait for each other.
        learn_surnames(
            surnames={name_key(last_name=one, first_name="", middle_name="").strip() for one in all_surnames()}
        )
        write_entry(
            actor=SIMULATOR,
            verb=SIMULATION_BEGUN,
            about=About(type="union", id=stands.pk, name=stands.name),
            at_place=None,
            at=at,
            after={"seal": union.seal, "organisations": len(ids)},
        )
    return ids | {UNION: stands.pk}


def _in_order(union: SimulatedUnion) -> Iterator[Planned]:
    for branch in union.branches.values():
        yield from branch


def _found_again(union: SimulatedUnion) -> dict[str, int]:
    begun = begun_simulation()
    planned = [one.key for one in _in_order(union)]
    if begun is None or begun.object_id is None or begun.after.get("seal") != union.seal:
        raise RegisterNotEmpty
    if is_simulation_complete(begun):
        raise SimulationComplete
    ids = list(Organisation.objects.exclude(pk=begun.object_id).order_by("pk").values_list("pk", flat=True))
    if len(ids) != len(planned):
        raise RegisterNotEmpty
    return dict(zip(planned, ids, strict=True)) | {UNION: begun.object_id}


def _row(one: Planned, union_id: int) -> OrganisationRow:
    called = NameRow(on=one.founded_on, name=one.name, short_name=one.short_name, decision=_FOUNDED)
    later = (NameRow(on=new.on, name=new.name, short_name=new.short_name) for new in one.renamed)
    return OrganisationRow(
        key=one.key,
        parent=union_id if one.parent == UNION else one.parent,
        type=one.type,
        names=(called, *later),
        seat=one.seat,
        subjects=one.subjects,
        closed_on=one.closed_on,
        closing_decision=_CLOSED if one.closed_on else "",
        earlier=tuple(EarlierParent(parent=move.parent, until=move.until, decision=_MOVED) for move in one.moves),
    )
