"""Modules that ask for a predicate and that no page of a stranger comes to, each asked about somebody foreign."""

from collections.abc import Callable
from contextlib import suppress

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.consents.actions.ask_many import NobodyChosen, ask_for_ticked
from edinstvo.registry.consents.models import ConsentKind
from edinstvo.registry.consents.queries.missing import Asked
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.actions.readmit_member import NotOnRecordHere, readmit_member
from edinstvo.registry.members.models import BulkAct, Membership, SecondWorkplace
from edinstvo.registry.members.queries.alike import alike
from edinstvo.registry.members.queries.asked import refused_in
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.members.queries.workplaces import workplace
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, TODAY
from tests.registry.members.people import person


def _ticked(actor: Actor, there: Membership) -> list[object]:
    """A number put into a form by hand, of somebody whom its page did not offer."""
    asked = Asked(organisation=None, kind=ConsentKind.objects.get(pk="processing"))
    details = ConsentDetails(given_on=TODAY, channel="paper", paper_number="17")
    with suppress(NobodyChosen):
        act = ask_for_ticked(
            actor=actor, asked=asked, words="отмеченные", details=details, membership_ids=[there.pk], on=TODAY, at=NOW
        )
        return list(act.lines.all())
    return []


def _readmitted(actor: Actor, there: Membership) -> list[object]:
    """Somebody who has left elsewhere, by the number of their record."""
    here = Organisation.objects.get(short_name__startswith="ППО школы № 3")
    with suppress(NotOnRecordHere):
        return [
            readmit_member(
                actor=actor,
                person_id=there.person_id,
                organisation=here,
                membership=MembershipDetails(),
                on=TODAY,
                registered_on=TODAY,
                at=NOW,
            )
        ]
    return []


def _alike(actor: Actor, there: Membership) -> list[object]:
    """One letter of the name is wrong, the birth date is right: that is how a typist would meet a foreign member."""
    return [*alike(person(f"{there.person.last_name}а Вера", there.birth_date), seen_by=actor)]


def _refused(actor: Actor, _there: Membership) -> list[object]:
    """Of an act on a whole list, whoever it could not be done for."""
    return [*refused_in(BulkAct.objects.get(), seen_by=actor)]


def _of_a_day(actor: Actor, there: Membership) -> list[object]:
    """Who stood on record on a past day."""
    return [*members_on(organisation=there.organisation, on=there.registered_on, seen_by=actor)]


def _second_workplace(actor: Actor, there: Membership) -> list[object]:
    """Where else somebody works, by its number."""
    with suppress(SecondWorkplace.DoesNotExist):
        return [workplace(id=SecondWorkplace.objects.get().pk, seen_by=actor)]
    return []


BY_HAND: dict[str, Callable[[Actor, Membership], list[object]]] = {
    "edinstvo.registry.consents.actions.ask_many": _ticked,
    "edinstvo.registry.members.actions.readmit_member": _readmitted,
    "edinstvo.registry.members.queries.alike": _alike,
    "edinstvo.registry.members.queries.asked": _refused,
    "edinstvo.registry.members.queries.person": _of_a_day,
    "edinstvo.registry.members.queries.workplaces": _second_workplace,
}
