"""To whom the letters of an issue go: chairs below its organisation, held until the transaction ends."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import MOST_TRIES, OfficeCode

# First the organisations, then the people, then the mandates: the order of every act (lock_mandate).
_HOLD_ORGANISATIONS = "SELECT id FROM organisations_organisation WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"
_HOLD_PEOPLE = "SELECT id FROM members_person WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


@dataclass(frozen=True)
class Addressee:
    """A chair who gets a letter, by which mandate, and their login if they have one."""

    mandate: Mandate
    login: OfficerLogin | None


def addressees_of(*, batch: LetterBatch, at: datetime) -> list[Addressee]:
    """The chairs that the issue is for, each once, in the order of organisations.

    Nobody else makes letters for them, elects or ends them until the transaction ends.
    """
    found: dict[int, Addressee] = {}
    mandates = _held(batch)
    logins = _logins(mandates)
    living = _with_living_letters(logins, at)
    for mandate in mandates:
        login = logins.get(mandate.person_id)
        if mandate.person_id not in found and _is_meant(batch, login, living):
            found[mandate.person_id] = Addressee(mandate, login)
    return list(found.values())


def _is_meant(batch: LetterBatch, login: OfficerLogin | None, living: set[int]) -> bool:
    if login is None or batch.scope == LetterBatch.Scope.ONE:
        return True
    if login.user.has_usable_password():
        return False
    return batch.scope == LetterBatch.Scope.UNUSED or login.pk not in living


def _held(batch: LetterBatch) -> list[Mandate]:
    head = batch.organisation
    below = Mandate.objects.filter(
        Mandate.OPEN,
        office=OfficeCode.CHAIR,
        organisation__path__gt=head.path,
        organisation__path__lt=f"{head.path}~",
        organisation__closed_on=None,
        organisation__inpo__isnull=False,
    )
    if batch.scope == LetterBatch.Scope.ONE:
        below = below.filter(pk__in=[batch.mandate_id])
    ids = list(below.values_list("organisation_id", "person_id"))
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_ORGANISATIONS, [[organisation_id for organisation_id, _ in ids]])
        cursor.execute(_HOLD_PEOPLE, [[person_id for _, person_id in ids]])
    list(below.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return list(below.select_related("person", "organisation").order_by("organisation__path", "pk"))


def _logins(mandates: list[Mandate]) -> dict[int, OfficerLogin]:
    """{person: login}, asked after everybody is held: another issue may have opened some meanwhile."""
    people = [mandate.person_id for mandate in mandates]
    return {one.person_id: one for one in OfficerLogin.objects.filter(person__in=people).select_related("user")}


def _with_living_letters(logins: dict[int, OfficerLogin], at: datetime) -> set[int]:
    ids = [login.pk for login in logins.values()]
    living = Letter.objects.filter(login__in=ids, used_at=None, voided_at=None, valid_until__gt=at)
    return set(living.filter(tries__lt=MOST_TRIES).values_list("login_id", flat=True))
