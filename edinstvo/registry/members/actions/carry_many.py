"""Carry many members over at once, as a reorganisation asks, and back again; inside the transaction of an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import take_ids
from edinstvo.registry.members.actions.count_members import Counted, count_change, counted, counted_of_stay
from edinstvo.registry.members.actions.keep_version import MEMBERSHIP_COLUMNS
from edinstvo.registry.members.actions.lapse_transfers import lapse_each
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.actions.open_membership import refuse_without_members
from edinstvo.registry.members.models import CategoryFact, EndReason, LapseReason, Membership, Person
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.essentials import COPIED_ANEW, incomplete_sql
from edinstvo.registry.members.rules.marks import MARKS
from edinstvo.registry.organisations.models import Organisation

_NAMED = 3
# Of a stay that begins where another ends: everything but where, when and whence.
_COPIED = (
    "person_id, joined_on, category, position, subdivision, ticket_number, name_key, given_key, birth_date, phone, "
    f"phone_tail, is_incomplete, other_keys, {', '.join(MARKS)}"
)
# A suspension is the person's: it goes along, and is copied from what goes on.
_FACT = "FROM members_suspension s WHERE s.person_id = m.person_id AND s.known_until IS NULL AND s.valid_until IS NULL"
_GOES_ON = f"(SELECT s.valid_from {_FACT}), (SELECT s.expected_until {_FACT})"
_KEEP = f"""
INSERT INTO members_membershipversion (membership_id, person_id, version, known_until, {", ".join(MEMBERSHIP_COLUMNS)})
SELECT id, person_id, version, %(at)s, {", ".join(MEMBERSHIP_COLUMNS)} FROM members_membership WHERE id = ANY(%(ids)s)
"""  # noqa: S608  # names of our own columns
_END = """
UPDATE members_membership SET ended_on = %(on)s, end_reason = %(reason)s, end_decision = %(decision)s,
  suspended_on = NULL, resumes_on = NULL, version = version + 1, known_since = %(at)s WHERE id = ANY(%(ids)s)
"""
_BEGIN = f"""
INSERT INTO members_membership (id, organisation_id, region_id, territory_id, primary_id, registered_on, end_reason,
  end_decision, decision_number, known_since, version, suspended_on, resumes_on, electronic_on, {_COPIED})
SELECT pair.new_id, %(organisation)s, %(region_id)s, %(territory_id)s, %(primary_id)s, %(on)s, '', '', '', %(at)s, 1,
  {_GOES_ON}, CASE WHEN electronic_on IS NOT NULL THEN greatest(electronic_on, %(on)s) END, {_COPIED}
FROM unnest(%(ids)s, %(new_ids)s) AS pair(old_id, new_id)
JOIN members_membership m ON m.id = pair.old_id
"""  # noqa: S608  # names of our own columns
# The category of the day, and those that came later: the act may be entered long after its day.
_CATEGORIES = """
INSERT INTO members_categoryfact (membership_id, category, valid_from, known_since)
SELECT pair.new_id, f.category, greatest(f.valid_from, %(on)s), %(at)s
FROM unnest(%(ids)s, %(new_ids)s) AS pair(old_id, new_id)
JOIN members_categoryfact f ON f.membership_id = pair.old_id AND f.known_until IS NULL
WHERE NOT EXISTS (SELECT 1 FROM members_categoryfact later WHERE later.membership_id = f.membership_id
  AND later.known_until IS NULL AND later.valid_from > f.valid_from AND later.valid_from <= %(on)s)
"""
# What became known of the person since, the stay carries too.
_REOPEN = f"""
UPDATE members_membership m SET ended_on = NULL, end_reason = '', end_decision = '', version = m.version + 1,
  known_since = %(at)s, phone = p.phone, phone_tail = right(p.phone, 4),
  is_incomplete = {incomplete_sql(owners=COPIED_ANEW)}, (suspended_on, resumes_on) = (SELECT {_GOES_ON})
FROM members_person p WHERE p.id = m.person_id AND m.id = ANY(%(ids)s)
"""  # noqa: S608  # names of our own columns


class SomeJoinedLater(Exception):
    """Some are on record since a later day than the one they would be carried over on; `count` of them."""

    def __init__(self, *, count: int, first: date) -> None:
        super().__init__(f"{count} joined after that day")
        self.count, self.first = count, first


class ChangedSince(Exception):
    """Some of those carried over were edited, transferred or left since: `count` of them, the first by `names`."""

    def __init__(self, *, count: int, names: Sequence[str]) -> None:
        super().__init__(f"{count} have changed since")
        self.count, self.names = count, names


@dataclass(frozen=True)
class Carried:
    """One member: the stay that ended, in which version of it, and the one that began on that day."""

    person_id: int
    stay_id: int
    stay_version: int
    new_stay_id: int


def carry_many(
    *, actor: Actor, stays: Sequence[Membership], target: Organisation, on: date, decision: str, at: datetime
) -> list[Carried]:
    """End these open stays and begin as many in the target on the day `on`: set-based, with figures and versions.

    The stays are locked, with their organisations held, the target is held (`lock_stays`). Position and subdivision
    come along: the work is the same, its organisation is another. Raises PowerMissing, OrganisationKeepsNoMembers,
    SomeJoinedLater.
    """
    refuse_without_members(target)
    require_keeping(actor, target)
    for organisation in {stay.organisation_id: stay.organisation for stay in stays}.values():
        require_keeping(actor, organisation)
    if late := [stay.registered_on for stay in stays if stay.registered_on > on]:
        raise SomeJoinedLater(count=len(late), first=min(late))
    ids = [stay.pk for stay in stays]
    new_ids = take_ids(table=Membership._meta.db_table, count=len(ids))
    said = {"ids": ids, "new_ids": new_ids, "on": on, "at": at, "decision": decision[:200]}
    said |= {"reason": EndReason.TRANSFERRED.value, "organisation": target.pk, **target.branch_columns}
    _run((_KEEP, _END, _BEGIN, _CATEGORIES), said)
    lapse_each(actor=actor, stay_ids=ids, because=LapseReason.REORGANISED, at=at)
    count_change(before=counted(stays), after=_counted_at(target, stays))
    note_lives(person_ids=[stay.person_id for stay in stays])
    return [Carried(stay.person_id, stay.pk, stay.version + 1, new) for stay, new in zip(stays, new_ids, strict=True)]


def take_back_many(*, actor: Actor, carried: Sequence[Carried], at: datetime) -> None:
    """Let it never have happened: the new stays go, the old ones go on.

    Raises ChangedSince and changes nothing where any of these stays says something else by now; PowerMissing. The
    organisations are held.
    """
    ids, new_ids = [one.stay_id for one in carried], [one.new_stay_id for one in carried]
    stays = lock_stays(ids=[*ids, *new_ids])
    versions = {stay.pk: stay.version for stay in stays}
    changed = [
        one.person_id
        for one in carried
        if (versions.get(one.stay_id), versions.get(one.new_stay_id)) != (one.stay_version, 1)
    ]
    if changed:
        first = Person.objects.filter(pk__in=changed).order_by("name_key", "pk")[:_NAMED]
        raise ChangedSince(count=len(changed), names=[person.full_name for person in first])
    for organisation in {stay.organisation_id: stay.organisation for stay in stays}.values():
        require_keeping(actor, organisation)
    figures = counted(stays)
    note_lives(person_ids=[one.person_id for one in carried])
    _run((_KEEP,), {"ids": [*ids, *new_ids], "at": at})
    CategoryFact.objects.filter(membership_id__in=new_ids, known_until__isnull=True).update(known_until=at)
    Membership.objects.filter(pk__in=new_ids).delete()
    _run((_REOPEN,), {"ids": ids, "at": at})
    count_change(before=figures, after=counted(lock_stays(ids=ids)))


def lock_stays(*, ids: Iterable[int]) -> list[Membership]:
    """The stays with their people, locked in the order of ids, with their organisations."""
    rows = Membership.objects.select_for_update(of=("person", "self")).select_related("person", "organisation")
    return list(rows.filter(pk__in=list(ids)).order_by("pk"))


def _counted_at(target: Organisation, stays: Sequence[Membership]) -> Counted:
    """What the open stays count for once their people are in the target."""
    figures: Counted = Counted()
    for stay in stays:
        figures.update(counted_of_stay(stay, chain_ids=target.chain_ids))
    return figures


def _run(statements: Iterable[str], said: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, said)
