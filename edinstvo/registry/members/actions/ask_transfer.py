"""Ask that a member goes over from the record of one organisation to that of another."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.carry_over import TransferDayDoesNotFit, carry_over
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.enter_transfer import enter_transfer
from edinstvo.registry.members.actions.open_membership import refuse_without_members
from edinstvo.registry.members.actions.tell_side import tell_side
from edinstvo.registry.members.models import Membership, Side, Transfer
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.organisations.actions.hold_open import hold_both
from edinstvo.registry.organisations.models import Organisation


class TransferWaits(Exception):
    """Somebody has asked for a transfer of this person before, and it waits; `transfer` is it."""

    def __init__(self, *, transfer: Transfer) -> None:
        super().__init__(f"transfer {transfer.pk} waits")
        self.transfer = transfer


class OnRecordThere(Exception):
    """The member is on the record of that very organisation."""


@whole_register(reason=Reason.TRANSFER)
def ask_transfer(
    *,
    actor: Actor,
    stay_id: int,
    target: Organisation,
    asked_by: Side,
    application_on: date | None,
    note: str,
    moves_on: date,
    due_on: date,
    on: date,
    at: datetime,
    brings: Mapping[str, str] | None = None,
) -> Transfer:
    """Ask that the person is on record there from `moves_on`; for whoever keeps the members of both sides it happens.

    Else the other side answers, with this day or a later one, or on `due_on` it happens by itself. `on` is today.
    Raises PowerMissing (at the side that asks), NotOnRecordHere, EndedAlready, OnRecordThere,
    OrganisationKeepsNoMembers, TransferWaits, TransferDayDoesNotFit. `brings` are values by names of BROUGHT_OF_STAY
    and BROUGHT_OF_PERSON.
    """
    with transaction.atomic():
        found = Membership.objects.filter(pk=stay_id).values_list("organisation_id", flat=True).first()
        if found is None:
            raise NotOnRecordHere
        source, target = hold_both(one=found, other=target.pk)
        asking, answering = (source, target) if asked_by == Side.SOURCE else (target, source)
        require_keeping(actor, asking)
        stay = _locked(stay_id, target)
        refuse_without_members(target)
        _refuse_days(stay, target, application_on=application_on, moves_on=moves_on, on=on)
        said = Transfer(asked_by=asked_by, application_on=application_on, note=note.strip(), due_on=due_on, asked_at=at)
        said.wanted_on, said.person, said.stay_id, said.source, said.target = (
            moves_on,
            stay.person,
            stay.pk,
            source,
            target,
        )
        said.asked_by_name, said.brings = actor.name, dict(brings or {})
        said.save()
        enter_transfer(actor=actor, verb="transfer_asked", transfer=said, at=at)
        if actor.may(Power.KEEP_MEMBERS, at=answering):
            carry_over(actor=actor, transfer=said, stay=stay, moves_on=moves_on, on=on, at=at)
        else:
            tell_side(actor=actor, transfer=said, side=answering, what="asked", at=at)
    return said


def _refuse_days(
    stay: Membership, target: Organisation, *, application_on: date | None, moves_on: date, on: date
) -> None:
    """Nobody applies to go over before they were there, and nothing is asked for that could not be done today."""
    if application_on is not None and not stay.registered_on <= application_on <= on:
        raise TransferDayDoesNotFit(field="application_on")
    if not max(stay.registered_on, target.founded_on) <= moves_on <= on:
        raise TransferDayDoesNotFit(field="moves_on")


def _locked(stay_id: int, target: Organisation) -> Membership:
    rows = Membership.objects.select_for_update(of=("person", "self")).select_related("person", "organisation")
    stay = rows.filter(pk=stay_id).first()
    if stay is None:
        raise NotOnRecordHere
    if not stay.is_open:
        raise EndedAlready(membership=stay)
    if stay.organisation_id == target.pk:
        raise OnRecordThere
    if waiting := Transfer.objects.filter(Transfer.WAITS, person_id=stay.person_id).first():
        raise TransferWaits(transfer=waiting)
    return stay
