"""Let an organisation stand under another one from a day on, with everything that lies in it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold
from edinstvo.registry.organisations.actions.place_anew import place_anew
from edinstvo.registry.organisations.actions.refuse_disorder import refuse_disorder
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.refuse_taken_name import refuse_taken_name
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.permissions import require_founding_below, require_managing
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, Place


class StandsThereAlready(Exception):
    """The organisation stood under this very one on that day."""


class UnionMoves(Exception):
    """The union stands under nothing."""


@whole_register(reason=Reason.STRUCTURE)
def move_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    parent: Organisation,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
    is_trial: bool = False,
) -> Organisation:
    """State under whom the organisation stands from the day `on`, until its next move; return it as it stands.

    Everything below it, every row placed in it and its figures move with it, in this transaction; its ИНПО stays. The
    day of a former move, or of the founding, corrects that one. Said twice, done once. `is_trial`: refuse what would
    be refused and change nothing. Raises PowerMissing, DayNotCome, DecisionMissing, UnionMoves, BeforeFounding,
    OrganisationClosed, StandsThereAlready, EditedMeanwhile, NameTaken, and what `refuse_disorder` raises.
    """
    require_managing(actor, organisation)
    require_founding_below(actor, parent)
    refuse_future_day(on=on, at=at)
    refuse_no_decision(decision=decision)
    said = OrganisationParent(valid_from=on, known_since=at, decision=decision)
    with transaction.atomic():
        hold_structure()
        head, ids = hold_branch(organisation_id=organisation.pk)
        said.organisation, said.parent = head, hold(organisation_id=parent.pk)
        require_managing(actor, head)
        require_founding_below(actor, said.parent)
        stood = parent_of_day(head, on)
        if stood.valid_from == on and stood.parent_id == parent.pk:
            return head
        refuse_other_version(organisation=head, expected_version=expected_version)
        _refuse(head, stood, said)
        was, above = head.parent, head.place_above
        state_fact(fact=said)
        if is_trial:
            return only_tried(head=head)
        stand_as_stated(head=head, ids=ids)
        is_correction = stood.valid_from == on
        verb = "organisation_move_corrected" if is_correction else "organisation_moved"
        record_move(actor=actor, verb=verb, head=head, left=(was, above), said=said, count=len(ids))
    return head


def parent_of_day(head: Organisation, on: date) -> OrganisationParent:
    """The fact that says under whom it stood on the day; raises BeforeFounding, UnionMoves."""
    stood = head.parents.filter(known(), valid_from__lte=on).order_by("-valid_from").first()
    if stood is None:
        raise BeforeFounding
    if stood.parent_id is None:
        raise UnionMoves
    return stood


def only_tried(*, head: Organisation) -> Organisation:
    """Refuse what could not have been; otherwise take back all that the surrounding block has written."""
    _parent_as_stated(head)
    transaction.set_rollback(True)
    return head


def stand_as_stated(*, head: Organisation, ids: list[int]) -> None:
    """Refuse what could not have been, then let the held branch stand where its last known fact says it stands."""
    parent = _parent_as_stated(head)
    head.version += 1
    head.save(update_fields=["version"])
    if parent is None or parent.pk == head.parent_id:
        return
    try:
        with transaction.atomic():
            place_anew(head=head, parent=parent, ids=ids)
    except IntegrityError:
        # Something of this name was founded there at this very moment.
        _refuse_taken(head, parent)
        raise


def record_move(
    *,
    actor: Actor,
    verb: str,
    head: Organisation,
    left: tuple[Organisation | None, Place],
    said: OrganisationParent,
    count: int,
) -> None:
    """Write the move into the journal of the place it came to, and, where that is another one, of the place it left."""
    was, place = left
    for place_of_entry, verb_there in ((head.place, verb), (place, "organisation_left")):
        if verb_there == verb or place != head.place_above:
            write_entry(
                actor=actor,
                verb=verb_there,
                about=About(type="organisation", id=head.pk, name=head.name),
                at_place=place_of_entry,
                at=said.known_since,
                before={"parent": was.name if was else None},
                after={
                    "parent": said.parent.name if said.parent else None,
                    "valid_from": said.valid_from.isoformat(),
                    "organisations": count,
                    "people": figure(measure=OPEN_MEMBERSHIPS, organisation_id=head.pk),
                },
                reason=said.decision,
            )


def _refuse(head: Organisation, stood: OrganisationParent, said: OrganisationParent) -> None:
    if head.closed_on is not None and said.valid_from >= head.closed_on:
        raise OrganisationClosed(organisation=head)
    if stood.parent_id == said.parent_id:
        raise StandsThereAlready


def _parent_as_stated(head: Organisation) -> Organisation | None:
    refuse_disorder(organisation=head)
    parent = head.parents.filter(known()).order_by("-valid_from").select_related("parent")[0].parent
    if parent is not None and parent.pk != head.parent_id:
        _refuse_taken(head, parent)
    return parent


def _refuse_taken(head: Organisation, parent: Organisation) -> None:
    if head.is_open:
        refuse_taken_name(parent_id=parent.pk, key=head.name_key, besides=head.pk)
