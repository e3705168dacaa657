"""Load many organisations at once: the demonstration, a simulation, the tree of another system."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

from django.db import transaction
from django.db.models import Model

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import copy_rows, take_ids
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.found_organisation import (
    ParentClosed,
    SeatTaken,
    allowed_parents,
    covered_subjects,
    place_below,
    refuse_misplaced,
)
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.reserve_numbers import reserve_numbers
from edinstvo.registry.organisations.models import (
    REGIONAL_TYPES,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
)
from edinstvo.registry.organisations.permissions import require_founding_below
from edinstvo.registry.organisations.rules import compose, compose_from, counter_below, tidy_name


@dataclass(frozen=True, kw_only=True)
class NameRow:
    """What an organisation is called from the day `on`."""

    on: date
    name: str
    short_name: str
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation to be loaded: founded under its first name, called by its last.

    `key` is what other rows call it by; `parent` is the key of an earlier row, or the id of an organisation that
    stands. `closed_on` is the first day it does not stand. `seat` and `subjects`: as in `found_organisation`.
    """

    key: str
    parent: str | int
    type: str
    names: tuple[NameRow, ...]
    seat: str = ""
    subjects: tuple[str, ...] = ()
    inpo_external: str = ""
    closed_on: date | None = None
    closing_decision: str = ""


Loaded = list[tuple[OrganisationRow, Organisation]]


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
        _write(loaded, at)
        if not is_part_of_act:
            _record(actor, loaded, at)
    return {row.key: organisation.pk for row, organisation in loaded}


def _organisations(actor: Actor, rows: Sequence[OrganisationRow], at: datetime) -> Loaded:
    """The rows as they will stand today, each placed under its parent."""
    allowed = allowed_parents()
    known: dict[str | int, Organisation] = dict(_standing(actor, rows))
    loaded = []
    for id_, row in zip(take_ids(table=Organisation._meta.db_table, count=len(rows)), rows, strict=True):
        _refuse_disorder(row, at)
        parent = known[row.parent]
        refuse_misplaced(type=row.type, parent=parent, on=row.names[0].on, allowed=allowed)
        if parent.closed_on is not None and (row.closed_on is None or row.closed_on > parent.closed_on):
            raise ParentClosed
        known[row.key] = organisation = _organisation(id_, row)
        place_below(organisation=organisation, parent=parent)
        loaded.append((row, organisation))
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
    for id_ in sorted({row.parent for row in rows if isinstance(row.parent, int)}):
        parent = hold_open(organisation_id=id_)
        require_founding_below(actor, parent)
        yield id_, parent


def _refuse_disorder(row: OrganisationRow, at: datetime) -> None:
    named, closed = [name.on for name in row.names], row.closed_on
    refuse_future_day(on=max([*named, closed or named[0]]), at=at)
    is_renamed_in_order = all(earlier < later for earlier, later in pairwise(named))
    never_stood = closed == named[0] == named[-1]
    if not is_renamed_in_order or (closed and closed <= named[-1] and not never_stood):
        raise BeforeFounding


def _number(loaded: Loaded) -> None:
    """Number the organisations from the top down: a number begins with that of the organisation above."""
    by_depth = sorted((pair for pair in loaded if pair[1].level), key=lambda pair: len(pair[1].chain_ids))
    for _, level_of_tree in groupby(by_depth, key=lambda pair: len(pair[1].chain_ids)):
        counted: dict[tuple[str, str, int], list[Organisation]] = {}
        for row, organisation in level_of_tree:
            if row.type in REGIONAL_TYPES:
                organisation.inpo = compose(region=row.seat)
                continue
            level, parent = str(organisation.level), organisation.parent
            prefix, last = counter_below(level=level, parent_inpo=str(parent and parent.inpo))
            counted.setdefault((level, prefix, last), []).append(organisation)
        for (level, prefix, last), organisations in sorted(counted.items()):
            numbers = reserve_numbers(prefix=prefix, count=len(organisations), last=last)
            for number, organisation in zip(numbers, organisations, strict=True):
                organisation.inpo = compose_from(level=level, prefix=prefix, number=number)


def _refuse_taken(loaded: Loaded) -> None:
    """Refuse a seat or a neighbour's name that is taken, whether by a standing organisation or by another row."""
    seats = [organisation.inpo for row, organisation in loaded if row.type in REGIONAL_TYPES]
    if bearer := Organisation.objects.filter(inpo__in=seats).first():
        raise SeatTaken(organisation=bearer)
    parents = {row.parent for row, _ in loaded if isinstance(row.parent, int)}
    standing = Organisation.objects.filter(parent_id__in=parents, closed_on=None)
    taken = {(organisation.parent_id, organisation.name_key): organisation for organisation in standing}
    for _, organisation in loaded:
        place = (organisation.parent_id, organisation.name_key)
        if organisation.is_open and taken.setdefault(place, organisation) is not organisation:
            raise NameTaken(organisation=taken[place])


def _write(loaded: Loaded, at: datetime) -> None:
    _copy(Organisation, [organisation for _, organisation in loaded])
    _copy(OrganisationName, [fact for pair in loaded for fact in _names(*pair, at)])
    _copy(OrganisationParent, [_parent(*pair, at) for pair in loaded])
    _copy(OrganisationKind, [_kind(*pair, at) for pair in loaded])
    _copy(OrganisationStatus, [fact for pair in loaded for fact in _statuses(*pair, at)])
    covering = Organisation.subjects.through
    covered = [
        covering(organisation_id=organisation.pk, federalsubject_id=code)
        for row, organisation in loaded
        if row.type in REGIONAL_TYPES
        for code in covered_subjects(type=row.type, seat=row.seat, subjects=row.subjects)
    ]
    _copy(covering, covered)


def _copy(model: type[Model], rows: Sequence[Model]) -> None:
    """Write the rows, those of organisations with the ids they have."""
    fields = [field for field in model._meta.concrete_fields if model is Organisation or not field.primary_key]
    copy_rows(
        table=model._meta.db_table,
        columns=[field.column for field in fields],
        rows=([getattr(row, field.attname) for field in fields] for row in rows),
    )


def _names(row: OrganisationRow, organisation: Organisation, at: datetime) -> Iterator[OrganisationName]:
    for named in row.names:
        yield OrganisationName(
            organisation_id=organisation.pk,
            name=tidy_name(named.name),
            short_name=tidy_name(named.short_name),
            valid_from=named.on,
            known_since=at,
            decision=named.decision,
        )


def _parent(row: OrganisationRow, organisation: Organisation, at: datetime) -> OrganisationParent:
    return OrganisationParent(parent_id=organisation.parent_id, **_from_the_first_day(row, organisation, at))


def _kind(row: OrganisationRow, organisation: Organisation, at: datetime) -> OrganisationKind:
    return OrganisationKind(type=organisation.type, **_from_the_first_day(row, organisation, at))


def _from_the_first_day(row: OrganisationRow, organisation: Organisation, at: datetime) -> dict[str, Any]:
    return {
        "organisation_id": organisation.pk,
        "valid_from": organisation.founded_on,
        "known_since": at,
        "decision": row.names[0].decision,
    }


def _statuses(row: OrganisationRow, organisation: Organisation, at: datetime) -> Iterator[OrganisationStatus]:
    opened = (OrganisationStatus.Status.OPEN, organisation.founded_on, row.names[0].decision)
    closed = (OrganisationStatus.Status.CLOSED, organisation.closed_on, row.closing_decision)
    for status, day, decision in (opened, closed):
        if day is not None and not (status == "open" and day == organisation.closed_on):
            yield OrganisationStatus(
                organisation_id=organisation.pk, status=status, valid_from=day, known_since=at, decision=decision
            )


def _record(actor: Actor, loaded: Loaded, at: datetime) -> None:
    write_entry(
        actor=actor,
        verb="organisations_loaded",
        about=About(type="organisation", id=None, name=""),
        at_place=None,
        at=at,
        after=dict(Counter(row.type for row, _ in loaded)),
    )
