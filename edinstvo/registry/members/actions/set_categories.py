"""Set a category for everybody of a list: whoever cannot be given it is listed, the others are done."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.do_for_many import do_for_many
from edinstvo.registry.members.actions.recategorise_member import StayEnded, recategorise_member
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.models import BulkAct, BulkLine, Membership, Outcome
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.actions.hold_open import hold_several

_REFUSALS: dict[type[Exception], str] = {
    StayEnded: "ended",
    NotOnRecordHere: "ended",
    PowerMissing: "power",
    CategoryDayDoesNotFit: "day",
}
_BETWEEN_REPORTS = 50


def set_categories(*, actor: Actor, act_id: int, on: date, at: datetime, report: Report) -> BulkAct:
    """Do what was asked and write the outcome beside each; an act done already is returned as it is.

    One entry of the journal in each branch asked about, a version of each membership. Raises PowerMissing.
    """

    def do(act: BulkAct, lines: list[BulkLine]) -> None:
        stays = Membership.objects.filter(pk__in=[line.membership_id for line in lines])
        # Every organisation before any member, as `hold_both` does: a move could have two the other way round.
        hold_several(ids=set(stays.values_list("organisation_id", flat=True)))
        for number, line in enumerate(lines, start=1):
            line.outcome, line.reason = _done(actor, act, line, on, at)
            if not number % _BETWEEN_REPORTS:
                report(done=number)

    return do_for_many(
        actor=actor,
        model=BulkAct,
        act_id=act_id,
        verb="members_recategorised",
        about="bulk_act",
        said=lambda act: {"category": act.category, "since": act.since.isoformat()},
        do=do,
        at=at,
        report=report,
    )


def _done(actor: Actor, act: BulkAct, line: BulkLine, on: date, at: datetime) -> tuple[Outcome, str]:
    try:
        has_changed = recategorise_member(
            actor=actor, membership_id=line.membership_id, category=act.category, since=act.since, on=on, at=at
        )
    except tuple(_REFUSALS) as refusal:
        return Outcome.REFUSED, _REFUSALS[type(refusal)]
    return (Outcome.DONE if has_changed else Outcome.SAME), ""
