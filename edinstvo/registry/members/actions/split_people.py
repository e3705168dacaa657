"""Take a merge back: the two rows were two people."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys, spread_keys
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.count_members import count_change, counted, counted_of
from edinstvo.registry.members.actions.follow_person import follow_back
from edinstvo.registry.members.actions.join_names import part_names
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.lock_people import Locked, lock_people
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.actions.part_stays import part_stays, refuse_changed_stays
from edinstvo.registry.members.actions.refuse_merge import refuse_waiting
from edinstvo.registry.members.actions.remember import give_back, recalled
from edinstvo.registry.members.actions.state_suspension import follow_end
from edinstvo.registry.members.events import MembershipEnded, PeopleSplit
from edinstvo.registry.members.models import Membership, Person, PersonMerge
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.person import present_of, present_record


class SplitAlready(Exception):
    """The merge was taken back before."""


class LaterMergeStands(Exception):
    """Another merge stands on this one; `merge` is the one to take back first."""

    def __init__(self, *, merge: PersonMerge) -> None:
        super().__init__(f"merge {merge.pk} stands on it")
        self.merge = merge


@whole_register(reason=Reason.ONE_PERSON)
def split_people(*, actor: Actor, merge_id: int, reason: str, on: date, at: datetime) -> PersonMerge:
    """Give the other row back under its old id, with its stays and what followed it; returns the merge.

    What was edited since stays with the kept person. Raises ReasonMissing, SplitAlready, LaterMergeStands,
    StandsOnMerge, TransferWaitsStill, OrganisationKeepsNoMembers, RowsInTheWay, NotOnRecordHere, PowerMissing,
    PersonMerge.DoesNotExist.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        merge = PersonMerge.objects.get(pk=merge_id)
        absorbed = [each["row"]["organisation_id"] for each in merge.memory["absorbed"]]
        refuse_standing(merge=merge)
        locked = lock_people(ids={merge.kept_id}, also_at=absorbed)
        merge = PersonMerge.objects.select_for_update().get(pk=merge_id)
        refuse_standing(merge=merge)
        require_keeping(actor, present_of(locked.stays))
        refuse_waiting(person_ids=[merge.kept_id])
        refuse_changed_stays(memory=merge.memory, stays={stay.pk: stay for stay in locked.stays})
        figures = counted(locked.stays)
        _part(merge, locked, at)
        count_change(before=figures, after=counted_of(person_ids=[merge.kept_id, merge.other_id]))
        note_lives(person_ids=[merge.kept_id, merge.other_id])
        require_keeping(actor, present_record(person_id=merge.other_id))
        merge.split_at, merge.split_by_name = at, actor.name
        merge.save(update_fields=["split_at", "split_by_name"])
        _enter(actor, merge, reason.strip(), at)
        _tell(actor, merge, locked, on, at)
    return merge


def refuse_standing(*, merge: PersonMerge) -> None:
    """Raise SplitAlready, LaterMergeStands."""
    if merge.split_at is not None:
        raise SplitAlready
    standing = PersonMerge.objects.filter(PersonMerge.STANDS, pk__gt=merge.pk).defer("memory")
    for later in (standing.filter(kept_id=merge.kept_id), standing.filter(other_id=merge.kept_id)):
        if found := later.order_by("-pk").first():
            raise LaterMergeStands(merge=found)


def _part(merge: PersonMerge, locked: Locked, at: datetime) -> None:
    memory, kept = merge.memory, locked.people[merge.kept_id]
    other = Person(**recalled(Person, memory["person"]))
    other.version, other.known_since = other.version + 1, at
    other.save(force_insert=True)
    if give_back(kept, before=memory["before"], after=memory["after"]):
        keep_version(row=kept, at=at)
        copy_search_keys(person=kept, membership=None)
        kept.save()
    part_stays(memory=memory, stays=locked.stays, organisations=locked.organisations, to_id=merge.other_id, at=at)
    follow_back(from_id=merge.kept_id, to_id=merge.other_id, followed=memory["followed"])
    part_names(kept=kept, other=other, memory=memory["names"])
    for person in (kept, other):
        spread_keys(person=person)
        follow_end(stay=present_record(person_id=person.pk), at=at)


def _enter(actor: Actor, merge: PersonMerge, reason: str, at: datetime) -> None:
    said = (
        ("people_split", merge.kept_id, {"split_off": merge.other_name}),
        ("person_split_off", merge.other_id, {"split_from": merge.kept_name}),
    )
    for verb, person_id, after in said:
        stay = present_record(person_id=person_id)
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="person", id=person_id, name=stay.person.full_name),
            at_place=stay,
            at=at,
            after=after,
            reason=reason,
        )


def _tell(actor: Actor, merge: PersonMerge, locked: Locked, on: date, at: datetime) -> None:
    """Whose open stay went back to the other is on record no more: offices given since lose their ground."""
    tell(PeopleSplit(kept_id=merge.kept_id, other_id=merge.other_id), actor=actor, at=at)
    was_open = any(stay.is_open for stay in locked.stays)
    if was_open and not Membership.objects.filter(Membership.OPEN, person_id=merge.kept_id).exists():
        tell(MembershipEnded(person_id=merge.kept_id, ended_on=on), actor=actor, at=at)
