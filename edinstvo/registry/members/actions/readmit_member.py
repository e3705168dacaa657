"""Take a former member back on record, as the same person."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.admit_member import AlreadyAMember
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.open_membership import hold_fit, open_membership
from edinstvo.registry.members.actions.refuse_joining import refuse_child, refuse_disorder, refuse_early_joining
from edinstvo.registry.members.actions.refuse_return import refuse_return
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.permissions import require_keeping, visible_to
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.models import Organisation


def readmit_member(
    *,
    actor: Actor,
    person_id: int,
    organisation: Organisation,
    membership: MembershipDetails,
    on: date,
    registered_on: date,
    at: datetime,
) -> Membership:
    """Open a new membership of somebody whose past stay the actor sees, and return it.

    Raises NotOnRecordHere (no such person, as far as the actor sees), AlreadyAMember, RecordedAsDead,
    OnRecordElsewhere (a stay lasted beyond `registered_on`), OrganisationKeepsNoMembers, AdmittedInTheFuture,
    JoinedAsChild, JoinedBeforeLeaving, DaysOutOfOrder, PowerMissing.
    """
    require_keeping(actor, organisation)
    with transaction.atomic():
        held = hold_fit(actor=actor, organisation=organisation, registered_on=registered_on, on=on)
        human = Person.objects.select_for_update().filter(pk=person_id).first()
        if human is None or not Membership.objects.filter(visible_to(actor), person=human).exists():
            raise NotOnRecordHere
        stays = Membership.objects.filter(Membership.OPEN, person=human).select_related("person", "organisation")
        if open_one := stays.first():
            raise AlreadyAMember(membership=open_one)
        refuse_return(person_id=human.pk)
        refuse_child(born=human.birth_date, joined_on=membership.joined_on, registered_on=registered_on)
        refuse_disorder(membership, registered_on=registered_on, on=on)
        refuse_early_joining(person_id=human.pk, joined_on=membership.joined_on, registered_on=registered_on)
        return open_membership(
            actor=actor,
            verb="member_readmitted",
            person=human,
            organisation=held,
            details=membership,
            registered_on=registered_on,
            at=at,
        )
