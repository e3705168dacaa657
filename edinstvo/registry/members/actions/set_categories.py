"""Set a category for everybody of a list: whoever cannot be given it is listed, the others are done."""

from collections import Counter
from datetime import date, datetime

from django.db import connection, transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.recategorise_member import StayEnded, recategorise_member
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.models import BulkAct, BulkLine, Membership, Outcome
from edinstvo.registry.members.queries.asked import holds_at_all
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.actions.hold_open import ONE_CHANGE_OF_THE_TREE, hold
from edinstvo.registry.organisations.models import Organisation

_REFUSALS: dict[type[Exception], str] = {
    StayEnded: "ended",
    NotOnRecordHere: "ended",
    PowerMissing: "power",
    CategoryDayDoesNotFit: "day",
}
_BETWEEN_REPORTS, _BATCH = 50, 2000


def set_categories(*, actor: Actor, act_id: int, on: date, at: datetime, report: Report) -> BulkAct:
    """Do what was asked and write the outcome beside each; an act done already is returned as it is.

    One entry of the journal in each branch asked about, a version of each membership. Raises PowerMissing.
    """
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().get(pk=act_id)
        if act.done_at is not None:
            return act
        if not holds_at_all(Power.KEEP_MEMBERS, asked=act, seen_by=actor):
            raise PowerMissing(power=Power.KEEP_MEMBERS)
        lines = list(act.lines.filter(BulkLine.UNDONE).order_by("membership_id"))
        _hold_all(lines)
        report(done=0, total=len(lines))
        for number, line in enumerate(lines, start=1):
            line.outcome, line.reason = _done(actor, act, line, on, at)
            if not number % _BETWEEN_REPORTS:
                report(done=number)
        BulkLine.objects.bulk_update(lines, ["outcome", "reason"], batch_size=_BATCH)
        act.done_at = at
        act.save(update_fields=["done_at"])
        _enter(actor, act, Counter(line.outcome for line in lines), at)
    return act


def _hold_all(lines: list[BulkLine]) -> None:
    """Every organisation before any member, as `hold_both` does: a move could have two of them the other way round."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ONE_CHANGE_OF_THE_TREE])
    concerned = Membership.objects.filter(pk__in=[line.membership_id for line in lines])
    for id_ in concerned.order_by("organisation_id").values_list("organisation_id", flat=True).distinct():
        hold(organisation_id=id_)


def _done(actor: Actor, act: BulkAct, line: BulkLine, on: date, at: datetime) -> tuple[Outcome, str]:
    try:
        has_changed = recategorise_member(
            actor=actor, membership_id=line.membership_id, category=act.category, since=act.since, on=on, at=at
        )
    except tuple(_REFUSALS) as refusal:
        return Outcome.REFUSED, _REFUSALS[type(refusal)]
    return (Outcome.DONE if has_changed else Outcome.SAME), ""


def _enter(actor: Actor, act: BulkAct, outcomes: Counter[str], at: datetime) -> None:
    said = {"category": act.category, "since": act.since.isoformat()}
    counted = {"done": outcomes[Outcome.DONE], "same": outcomes[Outcome.SAME], "refused": outcomes[Outcome.REFUSED]}
    for place in Organisation.objects.filter(pk__in=act.place_ids):
        write_entry(
            actor=actor,
            verb="members_recategorised",
            about=About(type="bulk_act", id=act.pk, name=act.words),
            at_place=place,
            at=at,
            after={**said, **counted},
        )
