"""Found an organisation under another one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import take_ids
from edinstvo.registry.organisations.actions.enter_organisation import enter_organisation
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_taken_name import refuse_taken_name
from edinstvo.registry.organisations.actions.reserve_numbers import reserve_numbers
from edinstvo.registry.organisations.models import (
    LEVEL_OF,
    REGIONAL_TYPES,
    AllowedParent,
    FederalSubject,
    Organisation,
)
from edinstvo.registry.organisations.permissions import require_founding_below
from edinstvo.registry.organisations.rules import compose, compose_from, counter_below, name_key, tidy_name


@dataclass(frozen=True)
class Misplaced:
    """From the day `on` it would be what it is from `kind_since`, where it stands from `place_since`."""

    on: date
    kind_since: date
    place_since: date


class TypeNotAllowedHere(Exception):
    """One of the `type` does not stand right under `parent`, of `parent_type`; `when` is told of one that stands."""

    def __init__(self, *, type: str, parent: Organisation, parent_type: str, when: Misplaced | None = None) -> None:
        super().__init__(f"no {type} stands under {parent}, {parent_type}")
        self.type, self.parent, self.parent_type, self.when = type, parent, parent_type, when


class ParentClosed(Exception):
    """The organisation above does not stand any more; `parent` is it, where it is known."""

    def __init__(self, *, parent: Organisation | None = None) -> None:
        super().__init__(f"{parent} is closed")
        self.parent = parent


class FoundedBeforeParent(Exception):
    """The organisation above was founded later; `parent` is it."""

    def __init__(self, *, parent: Organisation) -> None:
        super().__init__(f"{parent} was founded on {parent.founded_on}")
        self.parent = parent


class SeatUnknown(Exception):
    """A regional organisation needs the code of the subject of the Federation it sits in, one of those it covers."""


class SeatTaken(Exception):
    """Another regional organisation bears, or once bore, the number of this seat; `organisation` is it."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} has the number of this seat")
        self.organisation = organisation


class SubjectUnknown(Exception):
    """There is no subject of the Federation with this code, or the type of organisation covers none."""


def found_organisation(
    *,
    actor: Actor,
    type: str,
    parent: Organisation,
    name: str,
    short_name: str,
    on: date,
    at: datetime,
    decision: str,
    seat: str = "",
    subjects: Collection[str] = (),
    inpo_external: str = "",
) -> Organisation:
    """Found an organisation as of the day `on` and return it with its ИНПО (domain.md 4.2).

    `seat` and `subjects` are two-digit codes, for regional types only; the seat is covered when no subjects are named.
    Raises PowerMissing, DayNotCome, ParentClosed, TypeNotAllowedHere, FoundedBeforeParent, SeatUnknown, SeatTaken,
    SubjectUnknown, NameMissing, NameTaken, NumbersExhausted.
    """
    require_founding_below(actor, parent)
    refuse_future_day(on=on, at=at)
    covered = covered_subjects(type=type, seat=seat, subjects=subjects)
    with transaction.atomic():
        above = _held(parent)
        require_founding_below(actor, above)
        refuse_misplaced(type=type, parent=above, on=on, allowed=allowed_parents())
        [id_] = take_ids(table=Organisation._meta.db_table, count=1)
        founded = Organisation(id=id_, type=type, name=tidy_name(name), short_name=tidy_name(short_name), founded_on=on)
        founded.inpo_external = inpo_external.strip()
        place_below(organisation=founded, parent=above)
        _enter(actor, founded, seat, at, decision)
        founded.subjects.set(FederalSubject.objects.filter(code__in=covered))
    return founded


def covered_subjects(*, type: str, seat: str, subjects: Collection[str]) -> list[str]:
    """The codes of the subjects that an organisation covers; raises SeatUnknown, SubjectUnknown."""
    if type not in REGIONAL_TYPES:
        if seat or subjects:
            raise SubjectUnknown
        return []
    codes = sorted({*subjects} or {seat})
    known = set(FederalSubject.objects.filter(code__in=codes).values_list("code", flat=True))
    if seat not in codes or (not subjects and seat not in known):
        raise SeatUnknown
    if known != set(codes):
        raise SubjectUnknown
    return codes


def allowed_parents() -> frozenset[tuple[str, str]]:
    """(type, type of the parent) pairs that may stand so."""
    return frozenset(AllowedParent.objects.values_list("type", "parent_type"))


def refuse_misplaced(*, type: str, parent: Organisation, on: date, allowed: Iterable[tuple[str, str]]) -> None:
    """Raise TypeNotAllowedHere or FoundedBeforeParent."""
    is_numbered_below_unnumbered = LEVEL_OF.get(type) is not None and parent.level is None
    if (type, parent.type) not in allowed or is_numbered_below_unnumbered:
        raise TypeNotAllowedHere(type=type, parent=parent, parent_type=parent.type)
    if on < parent.founded_on:
        raise FoundedBeforeParent(parent=parent)


def place_below(*, organisation: Organisation, parent: Organisation) -> None:
    """Give a new row that has an id and a name its path, branch columns and key."""
    place = parent.place.with_head(level=organisation.level or "", id=organisation.pk)
    organisation.parent, organisation.path = parent, f"{parent.path}{organisation.pk}/"
    organisation.region_id, organisation.territory_id = place.region_id, place.territory_id
    organisation.primary_id = place.primary_id
    organisation.name_key = name_key(name=organisation.name, short_name=organisation.short_name)


def _held(parent: Organisation) -> Organisation:
    try:
        return hold_open(organisation_id=parent.pk)
    except OrganisationClosed as closed:
        raise ParentClosed from closed


def _enter(actor: Actor, founded: Organisation, seat: str, at: datetime, decision: str) -> None:
    """Number the row and save it; what two people found at one moment, the database tells apart."""
    founded.inpo = _number(founded, seat)
    _refuse_taken(founded)
    try:
        with transaction.atomic():
            enter_organisation(actor=actor, organisation=founded, at=at, decision=decision)
    except IntegrityError:
        _refuse_taken(founded)
        raise


def _number(founded: Organisation, seat: str) -> str | None:
    level = LEVEL_OF[founded.type]
    if level is None:
        return None
    if founded.type in REGIONAL_TYPES:
        return compose(region=seat)
    prefix, last = counter_below(level=level, parent_inpo=str(founded.parent and founded.parent.inpo))
    [number] = reserve_numbers(prefix=prefix, count=1, last=last)
    return compose_from(level=level, prefix=prefix, number=number)


def _refuse_taken(founded: Organisation) -> None:
    refuse_taken_name(parent_id=founded.parent_id, key=founded.name_key)
    if founded.inpo and (bearer := Organisation.objects.filter(inpo=founded.inpo).first()):
        raise SeatTaken(organisation=bearer)
