"""Make one of two rows that are one person."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.copy_search_keys import FormerName, copy_search_keys, spread_keys
from edinstvo.registry.members.actions.count_members import count_change, counted, counted_of
from edinstvo.registry.members.actions.follow_person import follow_person
from edinstvo.registry.members.actions.join_names import join_names
from edinstvo.registry.members.actions.join_stays import join_stays
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.lock_people import RecordsChanged, lock_people
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.actions.refuse_merge import refuse_merge
from edinstvo.registry.members.actions.remember import Memory, differing, told
from edinstvo.registry.members.actions.state_suspension import copy_suspension
from edinstvo.registry.members.events import PeopleMerged
from edinstvo.registry.members.models import Person, PersonMerge
from edinstvo.registry.members.queries.pairs import Pair, paired
from edinstvo.registry.members.rules.people import PersonDetails, merged_values

DETAILS = tuple(PersonDetails.__dataclass_fields__)


@whole_register(reason=Reason.ONE_PERSON)
def merge_people(
    *, actor: Actor, kept_id: int, other_id: int, chosen: Collection[str], seen: str, at: datetime
) -> PersonMerge:
    """Merge the other row into the kept one and return what was done.

    `chosen` names the fields, known to both, in which the other record is right; `seen` is the mark of the pair that
    the actor looked at. Raises RecordsChanged, NotOnRecordHere, PowerMissing, DifferentPeople, OneHasDied, InTwoPlaces,
    TransferWaitsStill, RowsInTheWay.
    """
    with transaction.atomic():
        locked = lock_people(ids={kept_id, other_id})
        pair = paired(locked.stays, kept_id=kept_id, other_id=other_id)
        if pair is None:
            raise NotOnRecordHere
        if pair.mark != seen:
            raise RecordsChanged
        into = refuse_merge(actor=actor, pair=pair)
        figures = counted(locked.stays)
        note_lives(person_ids=[kept_id, other_id])
        memory: Memory = {"person": told(pair.other)}
        former = FormerName(pair.kept.full_name, pair.kept.name_key)
        memory |= _join_values(pair, chosen, at)
        _enter(actor, pair, memory, at)
        memory |= join_stays(pair=pair, into=into, chosen=chosen, at=at)
        memory["followed"] = follow_person(from_id=other_id, to_id=kept_id)
        memory["names"] = join_names(kept=pair.kept, other=pair.other, former=former)
        keep_version(row=pair.other, at=at)
        Person.objects.filter(pk=other_id).delete()
        spread_keys(person=pair.kept)
        count_change(before=figures, after=counted_of(person_ids=[kept_id]))
        tell(PeopleMerged(kept_id=kept_id, other_id=other_id), actor=actor, at=at)
        copy_suspension(person_id=kept_id)
        return PersonMerge.objects.create(
            kept_id=kept_id,
            other_id=other_id,
            kept_name=pair.kept.full_name,
            other_name=pair.other.full_name,
            merged_at=at,
            merged_by_name=actor.name,
            absorbed_ids=list(into),
            memory=memory,
        )


def _join_values(pair: Pair, chosen: Collection[str], at: datetime) -> Memory:
    """Let the kept row say what the merged one says; returns what that changed in it."""
    kept = pair.kept
    values = merged_values(vars(kept), vars(pair.other), DETAILS, chosen=chosen)
    values["has_no_middle_name"] = values["has_no_middle_name"] and not values["middle_name"]
    before, after = differing(told(kept, names=DETAILS), values)
    if after:
        keep_version(row=kept, at=at)
        for name, value in after.items():
            setattr(kept, name, value)
        copy_search_keys(person=kept, membership=None)
        kept.save()
    return {"before": before, "after": after}


def _enter(actor: Actor, pair: Pair, memory: Memory, at: datetime) -> None:
    """Into the journal of both places, before the stays change hands."""
    before, after = changes(memory["before"], memory["after"])
    of_each = [
        ("people_merged", pair.kept, pair.present_kept, {"merged": pair.other.full_name}),
        ("person_merged_away", pair.other, pair.present_other, {"merged_into": pair.kept.full_name}),
    ]
    for verb, person, stay, said in of_each:
        is_kept = person is pair.kept
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="person", id=person.pk, name=person.full_name),
            at_place=stay.organisation.place,
            at=at,
            before=before if is_kept else {},
            after={**after, **said} if is_kept else said,
        )
