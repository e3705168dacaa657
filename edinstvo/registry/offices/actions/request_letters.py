"""Ask for letters to be made in the background."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.offices.actions.holds_more import HoldsMore, who_holds_more
from edinstvo.registry.offices.actions.lock_mandate import MandateEnded
from edinstvo.registry.offices.models import LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.permissions import require_entering, require_issuing_letters
from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.models import Organisation

MAKING = "offices.letters"
TITLE = gettext_noop("Making the letters: %(name)s")


def request_letters(
    *,
    actor: Actor,
    organisation: Organisation,
    scope: LetterBatch.Scope,
    address: str,
    valid_days: int,
    at: datetime,
    by: LetterBatch.By = LetterBatch.By.PRINT,
    addressee_id: int | None = None,
    mandate_id: int | None = None,
    is_inline: bool = False,
) -> LetterBatch:
    """The issue with the work that makes it; asked for again while it is being made, it is that same one.

    `address` is that of the page for letters, with its host. Scope ONE is for the chair of `addressee_id`, or for the
    holder of `mandate_id`, an office of the organisation itself. `is_inline` leaves the running of the work to the
    caller. Raises PowerMissing, OrganisationClosed, HoldsMore, MandateEnded, Mandate.DoesNotExist.
    """
    require_issuing_letters(actor, organisation)
    with transaction.atomic():
        held = hold_open(organisation_id=organisation.pk)
        require_issuing_letters(actor, held)
        # Two clicks follow each other here: holders of an organisation do not wait for each other otherwise.
        Organisation.objects.select_for_update(no_key=True).get(pk=held.pk)
        if under_way := _under_way(held):
            return under_way
        if scope == LetterBatch.Scope.ONE:
            _refuse_one(actor, held, addressee_id, mandate_id, at)
        batch = LetterBatch.objects.create(
            organisation=held,
            **held.branch_columns,
            scope=scope,
            by=by,
            addressee_id=addressee_id,
            mandate_id=mandate_id,
            branch=_acted_for(actor, held),
            state=LetterBatch.State.MAKING,
            address=address,
            valid_days=valid_days,
            issued_by_id=actor.user_id,
            issued_by_name=actor.name,
            issued_at=at,
        )
        work = start_work(
            actor=actor,
            kind=MAKING,
            title=TITLE,
            title_values={"name": held.short_name},
            parameters={"batch": batch.pk},
            organisation_id=held.pk,
            at=at,
            is_inline=is_inline,
        )
        batch.work_id = work.pk
        batch.save(update_fields=["work_id"])
    return batch


def _refuse_one(
    actor: Actor, held: Organisation, addressee_id: int | None, mandate_id: int | None, at: datetime
) -> None:
    """Whoever holds more than the actor gets no letter from them; a mandate, from those who could enter it."""
    of_chair = Mandate.objects.filter(Mandate.OPEN, organisation=addressee_id, office=OfficeCode.CHAIR)
    people = of_chair.values_list("person_id", flat=True)
    if mandate_id is not None:
        mandate = Mandate.objects.select_related("person").get(pk=mandate_id, organisation=held)
        require_entering(actor, held, mandate.office)
        if not mandate.is_open:
            raise MandateEnded(mandate=mandate)
        people = Mandate.objects.filter(pk=mandate_id).values_list("person_id", flat=True)
    users = OfficerLogin.objects.filter(person__in=people).values_list("user_id", flat=True)
    if who_holds_more(actor=actor, users=list(users), on=timezone.localdate(at)):
        raise HoldsMore


def _acted_for(actor: Actor, held: Organisation) -> int:
    """The head of the lowest branch around the organisation in which the actor manages; 0 for the whole union."""
    branches = {one.organisation_id for one in actor.branches(Power.MANAGE_ORGANISATIONS)}
    return next((id_ for id_ in reversed(held.chain_ids) if id_ in branches), 0)


def _under_way(organisation: Organisation) -> LetterBatch | None:
    """The issue that is being made; one whose work has failed is laid aside and stands in nobody's way."""
    making = LetterBatch.objects.filter(organisation=organisation, state=LetterBatch.State.MAKING).first()
    if making is None:
        return None
    work = Work.objects.filter(pk__in=[making.work_id]).first()
    if work is not None and work.state != Work.State.FAILED:
        return making
    making.state = LetterBatch.State.FAILED
    making.save(update_fields=["state"])
    return None
