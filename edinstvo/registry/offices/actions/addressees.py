"""To whom the letters of an issue go: chairs below its organisation, or one mandate; held till the end of the act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.models import Notice, State
from edinstvo.registry.offices.actions.holds_more import who_holds_more
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.queries.letters import heads_below
from edinstvo.registry.offices.rules import MOST_TRIES, OfficeCode
from edinstvo.registry.organisations.models import Contact, Organisation
from edinstvo.registry.organisations.queries.contacts import contacts_of

# First the organisations, then the people, then the mandates: the order of every act (lock_mandate). Two issues that
# meet, and an election of a chair, follow each other at the organisation.
_HOLD_ORGANISATIONS = "SELECT id FROM organisations_organisation WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
_HOLD_PEOPLE = "SELECT id FROM members_person WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


@dataclass(frozen=True)
class Addressee:
    """Who gets a letter: by a mandate, or, a chair where there is none, by name alone."""

    organisation: Organisation
    name: str
    mandate: Mandate | None
    login: OfficerLogin | None


def addressees_of(*, actor: Actor, batch: LetterBatch, at: datetime) -> list[Addressee]:
    """Those whom the issue is for, each once, in the order of organisations.

    Nobody else makes letters for them, elects or ends them until the transaction ends. Whose login holds more than the
    actor could give is left out.
    """
    chairs = list(_meant(batch, at))
    users = [one.login.user_id for one in chairs if one.login]
    mightier = who_holds_more(actor=actor, users=users, on=timezone.localdate(at))
    chairs = [one for one in chairs if one.login is None or one.login.user_id not in mightier]
    logins = [one.login.pk for one in chairs if one.login]
    living, failed = _with_living_letters(logins, at), _with_failed_messages(logins)
    people: set[int] = set()
    chosen = []
    for one in chairs:
        is_new = one.mandate is None or one.mandate.person_id not in people
        if is_new and _is_meant(batch, one.login, living, failed):
            people |= {one.mandate.person_id} if one.mandate else set()
            chosen.append(one)
    return chosen


def _is_meant(batch: LetterBatch, login: OfficerLogin | None, living: set[int], failed: set[int]) -> bool:
    """A message that was not delivered is no letter that somebody holds."""
    if batch.scope == LetterBatch.Scope.ONE:
        return True
    if login is None:
        return batch.scope != LetterBatch.Scope.FAILED
    if login.user.has_usable_password():
        return False
    if batch.scope == LetterBatch.Scope.FAILED:
        return login.pk in living & failed
    return batch.scope == LetterBatch.Scope.UNUSED or login.pk not in living - failed


def _meant(batch: LetterBatch, at: datetime) -> Iterator[Addressee]:
    """Every one of them, held, with the login asked for after that: another issue may have opened some meanwhile."""
    if batch.mandate_id is not None:
        which = Q(pk=batch.mandate_id)
        places = Organisation.objects.filter(pk=batch.organisation_id, closed_on=None, inpo__isnull=False)
    else:
        which = Q(office=OfficeCode.CHAIR)
        places = heads_below(batch.organisation).order_by("path")
        if batch.scope == LetterBatch.Scope.ONE:
            places = places.filter(pk__in=[batch.addressee_id])
    mandates = _held_mandates(list(places.values_list("pk", flat=True)), which)
    # Asked for once they are held: a move may have taken some away meanwhile.
    held = list(places)
    if batch.mandate_id is not None:
        yield from _with_logins(held, mandates, {})
        return
    named = contacts_of(ids=[one.pk for one in held if one.pk not in mandates], on=timezone.localdate(at))
    yield from _with_logins(held, mandates, named)


def _with_logins(
    held: list[Organisation], mandates: dict[int, Mandate], named: Mapping[int, Contact]
) -> Iterator[Addressee]:
    people = [mandate.person_id for mandate in mandates.values()]
    wanted = Q(person__in=people) | Q(organisation__in=list(named), ended_at=None)
    logins = list(OfficerLogin.objects.filter(wanted).select_related("user"))
    of_people = {login.person_id: login for login in logins if login.person_id}
    of_names = {login.organisation_id: login for login in logins if login.organisation_id}
    for place in held:
        if mandate := mandates.get(place.pk):
            yield Addressee(place, mandate.person.full_name, mandate, of_people.get(mandate.person_id))
        elif (contact := named.get(place.pk)) and contact.chair_last_name:
            yield Addressee(place, contact.chair, None, of_names.get(place.pk))


def _held_mandates(places: list[int], which: Q) -> dict[int, Mandate]:
    """{organisation: the mandate in question}, organisations, people and mandates all held."""
    chairs = Mandate.objects.filter(Mandate.OPEN, which, organisation__in=places)
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_ORGANISATIONS, [places])
        cursor.execute(_HOLD_PEOPLE, [list(chairs.values_list("person_id", flat=True))])
    list(chairs.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return {one.organisation_id: one for one in chairs.select_related("person", "organisation")}


def _with_failed_messages(logins: list[int]) -> set[int]:
    """The logins whose unused letter was a message that was not delivered."""
    letters = Letter.objects.filter(login__in=logins, used_at=None, voided_at=None, notice_id__isnull=False)
    sent = dict(letters.values_list("notice_id", "login_id"))
    failed = Notice.objects.filter(pk__in=sent, state=State.FAILED)
    return {sent[id_] for id_ in failed.values_list("pk", flat=True)}


def _with_living_letters(logins: list[int], at: datetime) -> set[int]:
    living = Letter.objects.filter(
        Letter.IN_ITS_BRANCH, login__in=logins, used_at=None, voided_at=None, valid_until__gt=at
    )
    return set(living.filter(tries__lt=MOST_TRIES).values_list("login_id", flat=True))
