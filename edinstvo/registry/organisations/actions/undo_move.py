"""Take a move back: it never happened."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold
from edinstvo.registry.organisations.actions.move_organisation import only_tried, record_move, stand_as_stated
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.state_fact import take_back
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.permissions import require_founding_below, require_managing
from edinstvo.registry.organisations.queries.history import held_before, said_first


class NoSuchMove(Exception):
    """The organisation did not move on that day, as far as is known."""


class MovedAgainSince(Exception):
    """A later move stands on this one; `on` is its day: take that one back first."""

    def __init__(self, *, on: date) -> None:
        super().__init__(f"moved again on {on}")
        self.on = on


@whole_register(reason=Reason.STRUCTURE)
def undo_move(
    *,
    actor: Actor,
    organisation: Organisation,
    on: date,
    at: datetime,
    reason: str,
    expected_version: int,
    said_at: datetime | None = None,
    is_trial: bool = False,
) -> Organisation:
    """Let the organisation stand as if the move of the day `on` had never been; what was known stays readable.

    What the move had replaced of that very day (another move, the founding) holds again. A correction, so it has no day
    of its own. `said_at`: that move only which was stated at the moment. `is_trial`: refuse what would be refused and
    change nothing. Needs the power where it stands and where it goes back to. Said twice, done once. Raises
    PowerMissing, NoSuchMove, MovedAgainSince, OrganisationClosed, EditedMeanwhile, NameTaken, and what
    `refuse_disorder` raises (the former parent may have been closed since).
    """
    require_managing(actor, organisation)
    with transaction.atomic():
        hold_structure()
        head, ids = hold_branch(organisation_id=organisation.pk)
        require_managing(actor, head)
        of_the_day = head.parents.filter(valid_from=on)
        move = of_the_day.filter(known()).select_related("restates").first()
        if _is_taken_back(move, said_at) if move else of_the_day.exists():
            return head
        refuse_other_version(organisation=head, expected_version=expected_version)
        _refuse_stood_upon(head, on)
        back = held_before(move) if move else None
        if move is None or back is None or back.parent is None:
            raise NoSuchMove
        require_founding_below(actor, hold(organisation_id=back.parent.pk))
        left = (head.parent, head.place_above)
        take_back(fact=move, back=back, at=at)
        if is_trial:
            return only_tried(head=head)
        stand_as_stated(head=head, ids=ids)
        said = OrganisationParent(parent=back.parent, valid_from=on, known_since=at, decision=reason)
        record_move(actor=actor, verb="organisation_move_undone", head=head, left=left, said=said, count=len(ids))
    return head


def _is_taken_back(known_now: OrganisationParent, said_at: datetime | None) -> bool:
    """Whether the move stated at that moment was, by what is known of its day; raises MovedAgainSince."""
    first = said_first(known_now)
    if said_at is not None and first.known_since > said_at:
        raise MovedAgainSince(on=known_now.valid_from)
    return said_at is not None and first.known_since < said_at


def _refuse_stood_upon(head: Organisation, on: date) -> None:
    if not head.is_open:
        raise OrganisationClosed(organisation=head)
    if later := head.parents.filter(known(), valid_from__gt=on).order_by("valid_from").first():
        raise MovedAgainSince(on=later.valid_from)
