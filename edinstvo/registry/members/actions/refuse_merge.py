"""What two rows of one person cannot be, and where they cannot have been."""

from collections.abc import Sequence

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import EndReason, Membership, Transfer
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.pairs import Pair
from edinstvo.registry.members.rules.people import stays_overlap, told_apart_by


class DifferentPeople(Exception):
    """They differ in what one person has once; `fields` names in what."""

    def __init__(self, *, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class OneHasDied(Exception):
    """One of the two is recorded as having died, and the other was on record after that day."""


class InTwoPlaces(Exception):
    """Both were on record on the same days, in different stays; `stay` and `other_stay` are they."""

    def __init__(self, *, stay: Membership, other_stay: Membership) -> None:
        super().__init__(f"stays {stay.pk} and {other_stay.pk} share a day")
        self.stay, self.other_stay = stay, other_stay


class TransferWaitsStill(Exception):
    """A transfer of one of them waits for an answer; `transfer` is it."""

    def __init__(self, *, transfer: Transfer) -> None:
        super().__init__(f"transfer {transfer.pk} waits")
        self.transfer = transfer


def refuse_merge(*, actor: Actor, pair: Pair) -> dict[int, Membership]:
    """Which stay of the kept person absorbs which stay (by id) of the other one; the others change their person.

    Raises PowerMissing, DifferentPeople, OneHasDied, InTwoPlaces, TransferWaitsStill.
    """
    require_keeping(actor, pair.present_kept)
    require_keeping(actor, pair.present_other)
    if fields := told_apart_by(vars(pair.kept), vars(pair.other)):
        raise DifferentPeople(fields=fields)
    if _outlived(pair.present_kept, pair.other_stays) or _outlived(pair.present_other, pair.kept_stays):
        raise OneHasDied
    refuse_waiting(person_ids=[pair.kept.pk, pair.other.pk])
    return _absorbing(pair)


def refuse_waiting(*, person_ids: Sequence[int]) -> None:
    """Raise TransferWaitsStill while a transfer of any of them waits."""
    waiting = Transfer.objects.filter(Transfer.WAITS, person_id__in=person_ids)
    if transfer := waiting.select_related("person", "source", "target").first():
        raise TransferWaitsStill(transfer=transfer)


def _outlived(present: Membership, stays: Sequence[Membership]) -> bool:
    died_on = present.ended_on if present.end_reason == EndReason.DIED else None
    return died_on is not None and any(stay.ended_on is None or stay.ended_on > died_on for stay in stays)


def _absorbing(pair: Pair) -> dict[int, Membership]:
    into: dict[int, Membership] = {}
    for theirs in pair.other_stays:
        for stay in pair.kept_stays:
            if stays_overlap(stay.registered_on, stay.ended_on, theirs.registered_on, theirs.ended_on):
                if stay.organisation_id != theirs.organisation_id or theirs.pk in into:
                    raise InTwoPlaces(stay=stay, other_stay=theirs)
                into[theirs.pk] = stay
    return into
