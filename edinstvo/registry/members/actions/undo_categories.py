"""Give everybody of a list the category back that they had before it was set for all of them."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.members.actions.change_member import NotOnRecordHere, lock_member
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys
from edinstvo.registry.members.actions.count_members import count_change, counted
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.models import BulkAct, BulkLine, CategoryFact, Membership, MembershipVersion, Outcome
from edinstvo.registry.members.queries.asked import holds_at_all
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.actions.hold_open import hold_several
from edinstvo.registry.organisations.actions.state_fact import know_no_more, state_again
from edinstvo.registry.organisations.models import Organisation

UNDOING = "members.categories.undo"
TITLE = gettext_noop("Giving the categories back")
# What became of a line that was done.
UNDONE, CHANGED, POWER = "undone", "changed", "power"
_BETWEEN_REPORTS = 50


class NothingToUndo(Exception):
    """The act was not done, or is undone already, or somebody has asked for it."""


def ask_undo(*, actor: Actor, act_id: int, at: datetime) -> BulkAct:
    """Start the work that undoes it, once. Raises NothingToUndo, PowerMissing."""
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().get(pk=act_id)
        works_still = Work.objects.filter(pk=act.work_id or 0, kind=UNDOING, finished_at=None)
        if act.done_at is None or act.undone_at is not None or works_still.exists():
            raise NothingToUndo
        _require_all(actor, act)
        work = start_work(actor=actor, kind=UNDOING, title=TITLE, parameters={"act": act.pk}, at=at)
        act.work_id = work.pk
        act.save(update_fields=["work_id"])
    return act


def undo_categories(*, actor: Actor, act_id: int, at: datetime, report: Report) -> BulkAct:
    """Undo it for each member whose record says since then what it said; an act undone already is returned as it is.

    One entry of the journal in each branch asked about, a version of each membership. Raises PowerMissing.
    """
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().get(pk=act_id)
        if act.undone_at is not None or act.done_at is None:
            return act
        _require_all(actor, act)
        lines = list(act.lines.filter(outcome=Outcome.DONE).order_by("membership_id"))
        report(done=0, total=len(lines))
        stays = Membership.objects.filter(pk__in=[line.membership_id for line in lines])
        hold_several(ids=set(stays.values_list("organisation_id", flat=True)))
        for number, line in enumerate(lines, start=1):
            line.reason = _undone(actor, line.membership_id, (act.category, act.done_at), at)
            if not number % _BETWEEN_REPORTS:
                report(done=number)
        BulkLine.objects.bulk_update(lines, ["reason"], batch_size=2000)
        act.undone_at, act.undone_by_name = at, actor.name
        act.save(update_fields=["undone_at", "undone_by_name"])
        _enter(actor, act, Counter(line.reason for line in lines), at)
    return act


def _require_all(actor: Actor, act: BulkAct) -> None:
    if not holds_at_all(Power.KEEP_MEMBERS, asked=act, seen_by=actor):
        raise PowerMissing(power=Power.KEEP_MEMBERS)


def _undone(actor: Actor, membership_id: int, was_set: tuple[str, datetime], at: datetime) -> str:
    set_at = was_set[1]
    try:
        stay = lock_member(actor=actor, membership_id=membership_id)
    except NotOnRecordHere:
        return CHANGED
    except PowerMissing:
        return POWER
    before = MembershipVersion.objects.filter(membership_id=stay.pk, known_until=set_at).first()
    if before is None or (stay.category, stay.known_since) != was_set:
        return CHANGED
    _take_back_facts(stay, set_at, at)
    figures = counted([stay])
    keep_version(row=stay, at=at)
    stay.category = before.category
    copy_search_keys(person=stay.person, membership=stay)
    stay.save()
    count_change(before=figures, after=counted([stay]))
    return UNDONE


def _take_back_facts(stay: Membership, set_at: datetime, at: datetime) -> None:
    """What the act stated is known no more; what it knew no more, of the very same day, is known again."""
    facts = CategoryFact.objects.filter(membership_id=stay.pk)
    for fact in facts.filter(known_since=set_at, known_until=None):
        know_no_more(fact=fact, at=at)
    for fact in facts.filter(known_until=set_at):
        state_again(fact=fact, at=at)


def _enter(actor: Actor, act: BulkAct, outcomes: Counter[str], at: datetime) -> None:
    after = {"category": act.category, "since": act.since.isoformat()}
    numbers = {"done": outcomes[UNDONE], "refused": outcomes.total() - outcomes[UNDONE]}
    for place in Organisation.objects.filter(pk__in=act.place_ids):
        write_entry(
            actor=actor,
            verb="members_category_undone",
            about=About(type="bulk_act", id=act.pk, name=act.words),
            at_place=place,
            at=at,
            before=after,
            after=numbers,
        )
