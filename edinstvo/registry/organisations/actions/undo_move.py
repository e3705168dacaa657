"""Take a move back: it never happened."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold
from edinstvo.registry.organisations.actions.move_organisation import only_tried, record_move, stand_as_stated
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.state_fact import withdraw_fact
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.permissions import require_founding_below, require_managing


class NoSuchMove(Exception):
    """The organisation did not move on that day, as far as is known."""


class MovedAgainSince(Exception):
    """A later move stands on this one; `on` is its day: take that one back first."""

    def __init__(self, *, on: date) -> None:
        super().__init__(f"moved again on {on}")
        self.on = on


def undo_move(
    *,
    actor: Actor,
    organisation: Organisation,
    on: date,
    at: datetime,
    reason: str,
    expected_version: int,
    is_trial: bool = False,
) -> Organisation:
    """Let the organisation stand as if the move of the day `on` had never been; what was known stays readable.

    A correction, so it has no day of its own. Needs the power where it stands and where it goes back to. Said twice,
    done once. `is_trial`: refuse what would be refused and change nothing. Raises PowerMissing, NoSuchMove,
    MovedAgainSince, OrganisationClosed, EditedMeanwhile, NameTaken, and what `refuse_disorder` raises (the former
    parent may have been closed since).
    """
    require_managing(actor, organisation)
    with transaction.atomic():
        hold_structure()
        head, ids = hold_branch(organisation_id=organisation.pk)
        require_managing(actor, head)
        of_the_day = head.parents.filter(valid_from=on)
        move = of_the_day.filter(known()).first()
        if move is None and of_the_day.exists():
            return head
        refuse_other_version(organisation=head, expected_version=expected_version)
        back = _stood_before(head, on)
        if move is None or back is None or back.parent_id is None:
            raise NoSuchMove
        require_founding_below(actor, hold(organisation_id=back.parent_id))
        left = (head.parent, head.place_above)
        withdraw_fact(fact=move, at=at)
        if is_trial:
            return only_tried(head=head)
        stand_as_stated(head=head, ids=ids)
        said = OrganisationParent(parent=back.parent, valid_from=on, known_since=at, decision=reason)
        record_move(actor=actor, verb="organisation_move_undone", head=head, left=left, said=said, count=len(ids))
    return head


def _stood_before(head: Organisation, on: date) -> OrganisationParent | None:
    """The fact that holds again without the move; raises OrganisationClosed, MovedAgainSince."""
    if not head.is_open:
        raise OrganisationClosed(organisation=head)
    facts = head.parents.filter(known()).select_related("parent").order_by("valid_from")
    if later := facts.filter(valid_from__gt=on).first():
        raise MovedAgainSince(on=later.valid_from)
    return facts.filter(valid_from__lt=on).last()
