"""Enter a consent for many at once, set-based: whoever cannot be done is listed, the others are done."""

from collections.abc import Sequence
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.actions.close_duties import close_duties
from edinstvo.registry.consents.actions.give_consent import text_for, written
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import Consent, ConsentText, ManyConsents, ManyConsentsLine
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.consents.rules import Outcome as DutyOutcome
from edinstvo.registry.members.actions.carry_many import lock_stays
from edinstvo.registry.members.actions.do_for_many import do_for_many
from edinstvo.registry.members.models import Membership, Outcome
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.actions.hold_open import hold_several

_BATCH = 2000


def enter_many(*, actor: Actor, act_id: int, on: date, at: datetime, report: Report) -> ManyConsents:
    """Do what was asked and write the outcome beside each; an act done already is returned as it is.

    One entry of the journal in each branch asked about. Raises PowerMissing, NoTextThen.
    """

    def do(act: ManyConsents, lines: list[ManyConsentsLine]) -> None:
        stays = _locked([line.membership_id for line in lines])
        text = text_for(kind=act.kind_id, given_on=act.given_on, on=on)
        _sort(actor, act, lines, stays, text)
        done = [stays[line.membership_id].person_id for line in lines if line.outcome == Outcome.DONE]
        _give(actor, act, text, done, at)
        report(done=len(lines))

    return do_for_many(
        actor=actor,
        model=ManyConsents,
        act_id=act_id,
        verb="consents_entered",
        about="consents",
        said=_said,
        do=do,
        at=at,
        report=report,
    )


def _locked(ids: Sequence[int]) -> dict[int, Membership]:
    """The stays by id with their people, locked after their organisations, so that a move does not meet them."""
    placed = Membership.objects.filter(pk__in=ids)
    hold_several(ids=set(placed.values_list("organisation_id", flat=True)))
    return {stay.pk: stay for stay in lock_stays(ids=ids)}


def _sort(
    actor: Actor,
    act: ManyConsents,
    lines: Sequence[ManyConsentsLine],
    stays: dict[int, Membership],
    text: ConsentText,
) -> None:
    """Say of each line what becomes of it."""
    people = [stay.person_id for stay in stays.values()]
    known = Consent.objects.filter(Consent.KNOWN, kind_id=act.kind_id, person_id__in=people)
    same = set(known.filter(Consent.STANDING, text=text).values_list("person_id", flat=True))
    later = set(known.filter(withdrawn_on__gt=act.given_on).values_list("person_id", flat=True))
    for line in lines:
        stay = stays.get(line.membership_id)
        if stay is None or not stay.is_open:
            line.outcome, line.reason = Outcome.REFUSED, "ended"
        elif not actor.may(Power.KEEP_MEMBERS, at=stay):
            line.outcome, line.reason = Outcome.REFUSED, "power"
        elif stay.person_id in same:
            line.outcome = Outcome.SAME
        elif stay.person_id in later:
            line.outcome, line.reason = Outcome.REFUSED, "withdrawn"
        else:
            line.outcome = Outcome.DONE


def _give(actor: Actor, act: ManyConsents, text: ConsentText, person_ids: Sequence[int], at: datetime) -> None:
    details = ConsentDetails(given_on=act.given_on, channel=act.channel, paper_number=act.paper_number)
    rows = [written(actor=actor, person_id=id_, text=text, details=details, at=at) for id_ in person_ids]
    Consent.objects.bulk_create(rows, batch_size=_BATCH)
    mark_people(person_ids=person_ids)
    given_again = DutyOutcome.GIVEN_AGAIN
    close_duties(actor=actor, person_ids=person_ids, kind=act.kind_id, outcome=given_again, on=act.given_on, at=at)


def _said(act: ManyConsents) -> dict[str, str]:
    return {"consent": act.kind_id, "given_on": act.given_on.isoformat(), "channel": act.channel}
