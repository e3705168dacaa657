"""Load many organisations at once: the demonstration, a simulation, the tree of another system."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import take_ids
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.copy_loaded import copy_loaded
from edinstvo.registry.organisations.actions.found_organisation import (
    ParentClosed,
    SeatTaken,
    allowed_parents,
    place_below,
    refuse_misplaced,
)
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.loaded_rows import Loaded, OrganisationRow, Standing
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.reserve_numbers import reserve_numbers
from edinstvo.registry.organisations.models import (
    REGIONAL_TYPES,
    Organisation,
)
from edinstvo.registry.organisations.permissions import require_founding_below
from edinstvo.registry.organisations.rules import compose, compose_from, counter_below, tidy_name


def load_organisations(
    *, actor: Actor, rows: Iterable[OrganisationRow], at: datetime, is_part_of_act: bool = False
) -> dict[str, int]:
    """Load the rows, parents before what stands under them, and return the id of each by its key.

    The rules, numbers and refusals are those of founding, renaming and closing; one entry in the journal, unless it is
    a part of an act that writes its own. Raises what `found_organisation` raises, and BeforeFounding for a renaming or
    a closing out of order.
    """
    waiting = list(rows)
    with transaction.atomic():
        loaded = _organisations(actor, waiting, at)
        _number(loaded)
        _refuse_taken(loaded)
        copy_loaded(loaded=loaded, at=at)
        if not is_part_of_act:
            _record(actor, loaded, at)
    return {one.row.key: one.organisation.pk for one in loaded}


def _organisations(actor: Actor, rows: Sequence[OrganisationRow], at: datetime) -> list[Loaded]:
    """The rows as they will stand today, each placed under its parent."""
    allowed = allowed_parents()
    known: dict[str | int, Organisation] = dict(_standing(actor, rows))
    loaded: list[Loaded] = []
    for id_, row in zip(take_ids(table=Organisation._meta.db_table, count=len(rows)), rows, strict=True):
        _refuse_disorder(row, at)
        stood = [Standing(day, known[above], decision) for day, above, decision in row.parents]
        for time in stood:
            refuse_misplaced(type=row.type, parent=time.under, on=time.since, allowed=allowed)
        parent = known[row.parent]
        if parent.closed_on is not None and (row.closed_on is None or row.closed_on > parent.closed_on):
            raise ParentClosed
        known[row.key] = organisation = _organisation(id_, row)
        place_below(organisation=organisation, parent=parent)
        loaded.append(Loaded(row, organisation, stood))
    return loaded


def _organisation(id_: int, row: OrganisationRow) -> Organisation:
    return Organisation(
        id=id_,
        type=row.type,
        name=tidy_name(row.names[-1].name),
        short_name=tidy_name(row.names[-1].short_name),
        inpo_external=row.inpo_external,
        founded_on=row.names[0].on,
        closed_on=row.closed_on,
    )


def _standing(actor: Actor, rows: Sequence[OrganisationRow]) -> Iterator[tuple[str | int, Organisation]]:
    named = {above for row in rows for _, above, _ in row.parents}
    for id_ in sorted(above for above in named if isinstance(above, int)):
        parent = hold_open(organisation_id=id_)
        require_founding_below(actor, parent)
        yield id_, parent


def _refuse_disorder(row: OrganisationRow, at: datetime) -> None:
    named, closed = [name.on for name in row.names], row.closed_on
    stood = [day for day, _, _ in row.parents]
    refuse_future_day(on=max([*named, *stood, closed or named[0]]), at=at)
    is_in_order = all(earlier < later for days in (named, stood) for earlier, later in pairwise(days))
    last = max(named[-1], stood[-1])
    never_stood = closed == named[0] == last
    if not is_in_order or (closed and closed <= last and not never_stood):
        raise BeforeFounding


def _number(loaded: Sequence[Loaded]) -> None:
    """Number the organisations from the top down: a number begins with that of the one it was founded under."""
    depths: dict[int, int] = {}
    for one in loaded:
        depths[one.organisation.pk] = depths.get(one.stood[0].under.pk, 0) + 1
    numbered = sorted((one for one in loaded if one.organisation.level), key=lambda one: depths[one.organisation.pk])
    for _, level_of_tree in groupby(numbered, key=lambda one: depths[one.organisation.pk]):
        counted: dict[tuple[str, str, int], list[Organisation]] = {}
        for one in level_of_tree:
            if one.row.type in REGIONAL_TYPES:
                one.organisation.inpo = compose(region=one.row.seat)
                continue
            level = str(one.organisation.level)
            prefix, last = counter_below(level=level, parent_inpo=str(one.stood[0].under.inpo))
            counted.setdefault((level, prefix, last), []).append(one.organisation)
        for (level, prefix, last), organisations in sorted(counted.items()):
            numbers = reserve_numbers(prefix=prefix, count=len(organisations), last=last)
            for number, organisation in zip(numbers, organisations, strict=True):
                organisation.inpo = compose_from(level=level, prefix=prefix, number=number)


def _refuse_taken(loaded: Sequence[Loaded]) -> None:
    """Refuse a seat or a neighbour's name that is taken, whether by a standing organisation or by another row."""
    seats = [one.organisation.inpo for one in loaded if one.row.type in REGIONAL_TYPES]
    if bearer := Organisation.objects.filter(inpo__in=seats).first():
        raise SeatTaken(organisation=bearer)
    parents = {one.row.parent for one in loaded if isinstance(one.row.parent, int)}
    standing = Organisation.objects.filter(parent_id__in=parents, closed_on=None)
    taken = {(organisation.parent_id, organisation.name_key): organisation for organisation in standing}
    for organisation in (one.organisation for one in loaded):
        place = (organisation.parent_id, organisation.name_key)
        if organisation.is_open and taken.setdefault(place, organisation) is not organisation:
            raise NameTaken(organisation=taken[place])


def _record(actor: Actor, loaded: Sequence[Loaded], at: datetime) -> None:
    write_entry(
        actor=actor,
        verb="organisations_loaded",
        about=About(type="organisation", id=None, name=""),
        at_place=None,
        at=at,
        after=dict(Counter(one.row.type for one in loaded)),
    )
