"""Enter a consent for many at once, set-based: whoever cannot be done is listed, the others are done."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.actions.close_duties import close_duties
from edinstvo.registry.consents.actions.give_consent import text_for, written
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import Consent, ConsentText, ManyConsents, ManyConsentsLine
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.consents.rules import Outcome as DutyOutcome
from edinstvo.registry.members.actions.carry_many import lock_stays
from edinstvo.registry.members.models import Membership, Outcome
from edinstvo.registry.members.queries.asked import holds_at_all
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.actions.hold_open import hold_several
from edinstvo.registry.organisations.models import Organisation

_BATCH = 2000
_WAITING = ""


def enter_many(*, actor: Actor, act_id: int, on: date, at: datetime, report: Report) -> ManyConsents:
    """Do what was asked and write the outcome beside each; an act done already is returned as it is.

    One entry of the journal in each branch asked about. Raises PowerMissing, NoTextThen.
    """
    with transaction.atomic():
        act = ManyConsents.objects.select_for_update().get(pk=act_id)
        if act.done_at is not None:
            return act
        if not holds_at_all(Power.KEEP_MEMBERS, asked=act, seen_by=actor):
            raise PowerMissing(power=Power.KEEP_MEMBERS)
        lines = list(act.lines.filter(outcome=_WAITING).order_by("membership_id"))
        report(done=0, total=len(lines))
        stays = _locked([line.membership_id for line in lines])
        text = text_for(kind=act.kind_id, given_on=act.given_on, on=on)
        _sort(actor, act, lines, stays, text)
        done = [stays[line.membership_id].person_id for line in lines if line.outcome == Outcome.DONE]
        _give(actor, act, text, done, at)
        report(done=len(lines))
        ManyConsentsLine.objects.bulk_update(lines, ["outcome", "reason"], batch_size=_BATCH)
        act.done_at = at
        act.save(update_fields=["done_at"])
        _enter(actor, act, Counter(line.outcome for line in lines), at)
    return act


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


def _enter(actor: Actor, act: ManyConsents, outcomes: Counter[str], at: datetime) -> None:
    said = {"consent": act.kind_id, "given_on": act.given_on.isoformat(), "channel": act.channel}
    counted = {"done": outcomes[Outcome.DONE], "same": outcomes[Outcome.SAME], "refused": outcomes[Outcome.REFUSED]}
    for place in Organisation.objects.filter(pk__in=act.place_ids):
        write_entry(
            actor=actor,
            verb="consents_entered",
            about=About(type="consents", id=act.pk, name=act.words),
            at_place=place,
            at=at,
            after={**said, **counted},
        )
