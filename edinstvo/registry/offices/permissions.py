"""Who may do what with offices: sentences, the check for a row in hand, and the same rule as SQL."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.rules import ENTERED_FROM_ABOVE, STAFF_ROLES, OfficeCode, role_of
from edinstvo.registry.organisations.models import Organisation

SENTENCES = {
    Power.SEE_ORGANISATIONS: "sees who holds which office in the organisations of the branch, on any day",
    Power.KEEP_MEMBERS: "enters, corrects and ends the mandates of the branch that carry no powers",
    Power.MANAGE_ORGANISATIONS: (
        "enters and ends the mandates that carry powers, chair and deputy only below the head of the branch; "
        "issues letters with logins to the chairs below it, on paper and by message, and to "
        "everybody whose office with powers they could enter; appoints and dismisses staff, with no powers but "
        "their own"
    ),
}


def visible_to(actor: Actor, *, via: str = "") -> Q:
    """The mandates that the actor may see; `via` leads to the mandate from another model."""
    return actor.scope(Power.SEE_ORGANISATIONS, via=via)


def may_enter(actor: Actor, organisation: Organisation, office: str) -> bool:
    """Whether the actor may enter, correct and end mandates of this office there."""
    power, place = _needed(organisation, office)
    return actor.may(power, at=place)


def require_entering(actor: Actor, organisation: Organisation, office: str) -> None:
    """Raise PowerMissing unless the actor may enter, correct and end mandates of this office there."""
    power, place = _needed(organisation, office)
    actor.require(power, at=place)


def may_issue_to_chairs_below(actor: Actor, organisation: Organisation) -> bool:
    """Whether there can be chairs below the organisation, and the actor may issue letters to them."""
    has_chairs_below = organisation.is_open and not organisation.keeps_members
    return has_chairs_below and actor.may(Power.MANAGE_ORGANISATIONS, at=organisation)


def require_issuing_letters(actor: Actor, organisation: Organisation) -> None:
    """Raise PowerMissing unless the actor may issue letters to the chairs below the organisation."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=organisation)


def may_issue_to(actor: Actor, mandate: Mandate) -> bool:
    """Whether the actor may issue a letter to its holder: an office with powers, which they could enter themselves."""
    place = mandate.organisation
    return mandate.is_open and place.is_open and mandate.carries_powers and may_enter(actor, place, mandate.office)


def issued_in(actor: Actor) -> Q:
    """The issues of letters in the branches where the actor may issue some."""
    return actor.scope(Power.MANAGE_ORGANISATIONS)


def roles_to_appoint(actor: Actor, organisation: Organisation) -> list[Role]:
    """The roles of its staff that the actor could give there: nobody gives a power that they do not hold."""
    level = organisation.level
    if level is None or not organisation.is_open:
        return []
    return [role for role in STAFF_ROLES[level] if _could_give(actor, role, organisation)]


def may_see_staff(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor sees who is appointed to the staff of the organisation."""
    return organisation.level is not None and actor.may(Power.MANAGE_ORGANISATIONS, at=organisation)


def appointed_in(actor: Actor) -> Q:
    """The appointments in the branches where the actor manages organisations."""
    return actor.scope(Power.MANAGE_ORGANISATIONS)


def _could_give(actor: Actor, role: Role, organisation: Organisation) -> bool:
    powers = POWERS_OF[role] | {Power.MANAGE_ORGANISATIONS}
    return all(actor.may(power, at=organisation) for power in powers)


def _needed(organisation: Organisation, office: str) -> tuple[Power, Placed]:
    """The power that a mandate of this office takes, and where."""
    if role_of(office=office, level=organisation.level) is None:
        return Power.KEEP_MEMBERS, organisation
    if OfficeCode(office) in ENTERED_FROM_ABOVE:
        return Power.MANAGE_ORGANISATIONS, organisation.place_above
    return Power.MANAGE_ORGANISATIONS, organisation
