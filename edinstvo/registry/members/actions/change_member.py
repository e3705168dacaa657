"""Change the rows of one member together: guard against a second writer, keep the versions, copy the keys, journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.registry.members.actions.copy_search_keys import (
    COPIES,
    FormerName,
    copy_identity,
    copy_search_keys,
    learn_names,
)
from edinstvo.registry.members.actions.count_members import count_change, counted
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.actions.refuse_foreign_signs import NAMES, refuse_foreign_signs
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.person import present_record
from edinstvo.registry.organisations.actions.hold_open import hold, hold_several
from edinstvo.registry.organisations.models import Organisation

_NAMES = set(NAMES)
# Whatever figures of past days are counted from.
_DATED = {"birth_date", "registered_on", "ended_on", "end_reason", "electronic_on", "applied_online"}


@dataclass(frozen=True)
class Versions:
    """The versions of a member's two rows that a form was filled from."""

    person: int
    membership: int


@dataclass(frozen=True)
class Renaming:
    """The old name was right in its time and stays findable; `since` is the first day of the new one, if known."""

    since: date | None


class EditedMeanwhile(Exception):
    """Somebody saved the record since the form was opened; `membership` is what stands now. Compare, then save."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__("the record was saved by somebody else")
        self.membership = membership


class NotOnRecordHere(Exception):
    """The membership is not there any more, for instance because its import was undone."""


def lock_member(*, actor: Actor, membership_id: int, expected: Versions | None = None) -> Membership:
    """The membership with its person, both locked, and its organisation held, for an actor who keeps members there.

    Raises NotOnRecordHere, PowerMissing, and EditedMeanwhile where the expected versions are gone.
    """
    held = _held_places(membership_id)
    # The person before the stay, everywhere: a correction of one stay touches the others of the person.
    locked = Membership.objects.select_for_update(of=("person", "self")).select_related("person")
    membership = locked.filter(pk=membership_id).first()
    if membership is None:
        raise NotOnRecordHere
    membership.organisation = held[membership.organisation_id]
    require_keeping(actor, membership)
    if expected is None:
        return membership
    if expected != Versions(person=membership.person.version, membership=membership.version):
        raise EditedMeanwhile(membership=membership)
    # Whoever changes the person changes what the open stay counts for; one begun since is in a place that nobody holds.
    if not membership.is_open and _open_stays(membership_id).exclude(organisation_id__in=held).exists():
        raise EditedMeanwhile(membership=membership)
    return membership


def _held_places(membership_id: int) -> dict[int, Organisation]:
    """The organisation of the stay and that of the person's open one, held, by id. Raises NotOnRecordHere."""
    # All that the person ever had is a handful; "this one or the open one of that person" would be the whole register.
    stays = _stays_beside(membership_id).filter(Q(pk=membership_id) | Membership.OPEN)
    places = dict(stays.values_list("pk", "organisation_id"))
    if membership_id not in places:
        raise NotOnRecordHere
    if len(ids := set(places.values())) > 1:
        return hold_several(ids=ids)
    return {id_: hold(organisation_id=id_) for id_ in ids}


def _open_stays(membership_id: int) -> QuerySet[Membership]:
    """The open stay of whose stay this is."""
    return _stays_beside(membership_id).filter(Membership.OPEN)


def _stays_beside(membership_id: int) -> QuerySet[Membership]:
    """All stays of whose stay this is."""
    whose = Membership.objects.filter(pk=membership_id).values("person_id")
    return Membership.objects.filter(person_id__in=whose)


def change_member(
    *,
    actor: Actor,
    verb: str,
    membership: Membership,
    person_values: Mapping[str, Any],
    membership_values: Mapping[str, Any],
    at: datetime,
    reason: str = "",
    renaming: Renaming | None = None,
) -> bool:
    """Set the values on the locked rows and save what differs; returns whether anything did. Inside a transaction.

    Raises NameHasSigns; PowerMissing where the person would change but has moved on: then only the past stay is the
    actor's.
    """
    human = membership.person
    before_human, after_human = changes({name: getattr(human, name) for name in person_values}, person_values)
    before, after = changes({name: getattr(membership, name) for name in membership_values}, membership_values)
    if not (after_human or after):
        return False
    stays = _touched(actor, membership) if after_human else [membership]
    refuse_foreign_signs(after_human)
    figures = counted(stays)
    former_name, former_key = human.full_name, human.name_key
    _set(human, {name: person_values[name] for name in after_human}, at)
    _set(membership, {name: membership_values[name] for name in after}, at)
    _save(human, stays, is_known_otherwise=bool(after_human.keys() & {*_NAMES, "birth_date"}))
    count_change(before=figures, after=counted(stays))
    if (after_human.keys() | after.keys()) & _DATED:
        note_lives(person_ids=[human.pk])
    if after_human.keys() & _NAMES:
        former = FormerName(former_name, former_key, renaming.since) if renaming else None
        learn_names(person=human, former=former)
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="person", id=human.pk, name=human.full_name),
        at_place=membership,
        at=at,
        before={**before_human, **before},
        after={**after_human, **after},
        reason=reason,
    )
    return True


def _touched(actor: Actor, membership: Membership) -> list[Membership]:
    """The stay, and the one that speaks for the person where that is another: it carries copies of what changes."""
    if membership.is_open:
        return [membership]
    present = present_record(person_id=membership.person_id)
    require_keeping(actor, present)
    if present.pk == membership.pk:
        return [membership]
    present.person = membership.person
    return [membership, present]


def _set(row: Person | Membership, values: Mapping[str, Any], at: datetime) -> None:
    if values:
        keep_version(row=row, at=at)
        for name, value in values.items():
            setattr(row, name, value)


def _save(human: Person, stays: Sequence[Membership], *, is_known_otherwise: bool) -> None:
    changed, *others = stays
    copy_search_keys(person=human, membership=changed)
    if not changed.is_open:
        changed.suspended_on = changed.resumes_on = None
    human.save()
    changed.save()
    if is_known_otherwise:
        copy_identity(person=human, besides=changed)
    for stay in others:
        copy_search_keys(person=human, membership=stay)
        stay.save(update_fields=COPIES)
