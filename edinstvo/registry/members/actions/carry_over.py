"""Carry a member over: the one stay ends and the other begins, on one day; inside the transaction of an act."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import change_member
from edinstvo.registry.members.actions.join_stays import categories_since, known_categories, put_categories
from edinstvo.registry.members.actions.open_membership import open_membership, refuse_without_members
from edinstvo.registry.members.models import EndReason, Membership, Transfer, TransferState
from edinstvo.registry.members.rules.people import MembershipDetails

# What the side that asks for a transfer may say besides (`Transfer.brings`): of the new stay, and of the person where
# it is not known.
BROUGHT_OF_STAY = ("decision_on", "decision_number", "category", "position", "subdivision", "ticket_number")
BROUGHT_OF_PERSON = ("sex", "phone", "email", "snils", "inn")


class TransferDayDoesNotFit(Exception):
    """The day lies before the first one of the stay that ends or of its new place, or ahead of today; `field` is it."""

    def __init__(self, *, field: str) -> None:
        super().__init__(field)
        self.field = field


class EarlierThanAsked(Exception):
    """The day lies before any that the request can mean; `earliest` fits. The side that asked can name another."""

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"asked for from {earliest} on")
        self.earliest = earliest


def carry_over(
    *, actor: Actor, transfer: Transfer, stay: Membership, moves_on: date, on: date, at: datetime
) -> Membership:
    """End the stay and open the new one, both with figures and journal; the transfer is done.

    Both organisations are held, the stay and the transfer locked; nobody is asked for powers here. The day of joining,
    the category and the ticket come along; position and subdivision were those of the old place. What the side that
    asked has typed (`Transfer.brings`) is entered. Raises
    TransferDayDoesNotFit, EarlierThanAsked, OrganisationKeepsNoMembers.
    """
    source, target = transfer.source, transfer.target
    refuse_without_members(target)
    if not max(stay.registered_on, target.founded_on) <= moves_on <= on:
        raise TransferDayDoesNotFit(field="moves_on")
    if moves_on < transfer.earliest_on:
        raise EarlierThanAsked(earliest=transfer.earliest_on)
    stay.organisation = source
    ended = {"ended_on": moves_on, "end_reason": EndReason.TRANSFERRED.value, "end_decision": target.name[:200]}
    change_member(actor=actor, verb="member_left", membership=stay, person_values={}, membership_values=ended, at=at)
    new = open_membership(
        actor=actor,
        verb="member_arrived",
        person=stay.person,
        organisation=target,
        details=_along(transfer, stay),
        registered_on=moves_on,
        at=at,
        moved_from=stay,
    )
    if not transfer.brings.get("category"):
        _carry_categories(stay, new, at)
    _fill_in(actor, transfer, new, at)
    transfer.state, transfer.moved_on, transfer.new_stay_id = TransferState.DONE, moves_on, new.pk
    transfer.closed_by_name, transfer.closed_at, transfer.brings = actor.name, at, {}
    transfer.save()
    return new


def _carry_categories(stay: Membership, new: Membership, at: datetime) -> None:
    """The category of the day and those that came later: a transfer may be entered long after its day."""
    categories = categories_since(stay.pk, new.registered_on)
    if categories != known_categories(new.pk):
        put_categories(stay_id=new.pk, categories=categories, at=at)


def _along(transfer: Transfer, stay: Membership) -> MembershipDetails:
    brought = transfer.brings
    decided = brought.get("decision_on")
    return MembershipDetails(
        application_on=transfer.application_on,
        decision_on=date.fromisoformat(decided) if decided else None,
        decision_number=brought.get("decision_number", ""),
        joined_on=stay.joined_on,
        category=brought.get("category") or stay.category,
        position=brought.get("position", ""),
        subdivision=brought.get("subdivision", ""),
        ticket_number=brought.get("ticket_number") or stay.ticket_number,
    )


def _fill_in(actor: Actor, transfer: Transfer, new: Membership, at: datetime) -> None:
    """What was typed of the person and was not known; what is known stands."""
    brought = {name: transfer.brings.get(name) for name in BROUGHT_OF_PERSON}
    unknown = {name: value for name, value in brought.items() if value and not getattr(new.person, name)}
    if unknown:
        change_member(
            actor=actor,
            verb="member_edited",
            membership=new,
            person_values=unknown,
            membership_values={},
            at=at,
            reason=transfer.asked_by_name,
        )
