"""Take somebody on the record of an organisation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.foundation.journal.noted import noted
from edinstvo.registry.members.actions.ask_whether_known import Known, ask_whether_known
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys, learn_names
from edinstvo.registry.members.actions.identity_lock import hold_identity
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.open_membership import hold_fit, open_membership
from edinstvo.registry.members.actions.refuse_foreign_signs import refuse_foreign_signs
from edinstvo.registry.members.actions.refuse_joining import refuse_child, refuse_disorder, refuse_early_joining
from edinstvo.registry.members.actions.refuse_return import refuse_return
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.permissions import require_keeping, visible_to
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, name_key, values_of
from edinstvo.registry.organisations.models import Organisation


class AlreadyAMember(Exception):
    """This person has an open membership; `membership` is it. One person is on record in one place (domain.md 2)."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"person {membership.person_id} is on record already")
        self.membership = membership


class NamesakeHere(Exception):
    """Somebody of the same name is or was on record here, and no two birth dates tell them apart.

    Ask; then admit as another person, or bring the former member back (`readmit_member`).
    """

    def __init__(self, *, namesakes: Sequence[Membership]) -> None:
        super().__init__("somebody of this name is on record here")
        self.namesakes = namesakes


class FormerlyElsewhere(Exception):
    """Somebody of this name and birth date was on record where the actor sees nobody; `membership` was their last stay.

    Ask; then admit as the same person, or as another one.
    """

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"person {membership.person_id} was on record elsewhere")
        self.membership = membership


def admit_member(
    *,
    actor: Actor,
    organisation: Organisation,
    person: PersonDetails,
    membership: MembershipDetails,
    on: date,
    registered_on: date,
    at: datetime,
    is_another_person: bool = False,
    is_same_person: bool = False,
) -> Membership:
    """Admit and return the open membership. A former member with the same name and birth date keeps their one row.

    `on` is today, `registered_on` the first day on record. Raises AlreadyAMember, RecordedAsDead, NamesakeHere and
    FormerlyElsewhere (unless `is_another_person`; the last unless `is_same_person`), OnRecordElsewhere,
    OrganisationKeepsNoMembers, AdmittedInTheFuture, NameHasSigns, JoinedAsChild, JoinedBeforeLeaving, DaysOutOfOrder,
    PowerMissing.
    """
    require_keeping(actor, organisation)
    refuse_foreign_signs(values_of(person))
    refuse_child(born=person.birth_date, joined_on=membership.joined_on, registered_on=registered_on)

    def ask() -> tuple[Organisation, Known]:
        held = hold_fit(actor=actor, organisation=organisation, registered_on=registered_on, on=on)
        refuse_disorder(membership, registered_on=registered_on, on=on)
        hold_identity(last_name=person.last_name, first_name=person.first_name, birth_date=person.birth_date)
        if is_another_person:
            return held, Known()
        _refuse_namesakes(person, held)
        return held, ask_whether_known(actor=actor, person=person, at=at)

    with noted(ask) as (held, known):
        human = _known_person(known, None if is_same_person else actor)
        if human is not None:
            refuse_early_joining(person_id=human.pk, joined_on=membership.joined_on, registered_on=registered_on)
        # What was typed asks nothing any more: from here on it is only written down.
        with whole_register(reason=Reason.NEW_PERSON):
            human, changed = (_new(person, at), ({}, {})) if human is None else _returning(human, person, at)
            return open_membership(
                actor=actor,
                verb="member_admitted",
                person=human,
                organisation=held,
                details=membership,
                registered_on=registered_on,
                at=at,
                person_changes=changed,
            )


@whole_register(reason=Reason.NEW_PERSON)
def _known_person(known: Known, asked_by: Actor | None) -> Person | None:
    """The row that was found, locked; refused whoever is on record, died, or is to be asked about (`asked_by`)."""
    with_names = Membership.objects.select_related("person", "organisation")
    if known.open_stay is not None:
        raise AlreadyAMember(membership=with_names.get(pk=known.open_stay))
    found = Person.objects.select_for_update().filter(pk__in=known.people).order_by("id").first()
    if found is None:
        return None
    refuse_return(person_id=found.pk)
    stays = with_names.filter(person=found)
    # A name and a birth date are two people's at times: whoever sees the past stay has it before their eyes.
    if asked_by is not None and not stays.filter(visible_to(asked_by)).exists():
        last = stays.order_by("-ended_on", "-id").first()
        if last is not None:
            raise FormerlyElsewhere(membership=last)
    return found


def _refuse_namesakes(details: PersonDetails, organisation: Organisation) -> None:
    key = name_key(last_name=details.last_name, first_name=details.first_name, middle_name=details.middle_name)
    untold = Q() if details.birth_date is None else Q(birth_date__isnull=True)
    here = Membership.objects.filter(untold, primary_id=organisation.primary_id, name_key=key)
    if namesakes := list(here.select_related("person", "organisation").order_by("ended_on", "id")[:10]):
        raise NamesakeHere(namesakes=namesakes)


def _new(details: PersonDetails, at: datetime) -> Person:
    human = Person(known_since=at, **values_of(details))
    copy_search_keys(person=human, membership=None)
    human.save()
    learn_names(person=human)
    return human


def _returning(
    known: Person, details: PersonDetails, at: datetime
) -> tuple[Person, tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """A returning member's row with what is newly said of them (what is not said stays), and (before, after)."""
    said = {name: value for name, value in values_of(details).items() if value}
    before, after = changes({name: getattr(known, name) for name in said}, said)
    if after:
        keep_version(row=known, at=at)
        for name in after:
            setattr(known, name, said[name])
        copy_search_keys(person=known, membership=None)
        known.save()
    return known, (before, after)
