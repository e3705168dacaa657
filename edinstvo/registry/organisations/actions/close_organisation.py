"""Close an organisation from a day on."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.events import OrganisationsClosed
from edinstvo.registry.organisations.models import Organisation, OrganisationStatus, OrganisationType
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.links import stood_until
from edinstvo.registry.organisations.queries.placed import left_after
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS


class UnionStays(Exception):
    """The union itself is not closed here."""


class SomethingStandsBelow(Exception):
    """Open organisations stand under this one, or people are on its record; says how many of each."""

    def __init__(self, *, organisations: int, members: int) -> None:
        super().__init__(f"{organisations} organisations and {members} members stand below")
        self.organisations, self.members = organisations, members


class SomethingStoodLater(Exception):
    """An organisation under this one stood there longer than that; `until` is the day it left or was closed."""

    def __init__(self, *, until: date) -> None:
        super().__init__(f"something below stood until {until}")
        self.until = until


class SomeLeftLater(Exception):
    """People were on its record longer than that: `count` of them, `until` is the day on which the last one left."""

    def __init__(self, *, count: int, until: date) -> None:
        super().__init__(f"{count} were on record after that day, the last until {until}")
        self.count, self.until = count, until


def close_organisation(
    *, actor: Actor, organisation: Organisation, on: date, at: datetime, decision: str, expected_version: int
) -> Organisation:
    """Close the organisation: `on` is the first day it does not stand. Its ИНПО is never given to another.

    Said twice, done once. Raises PowerMissing, UnionStays, DayNotCome, DecisionMissing, BeforeFounding,
    OrganisationClosed (on another day), EditedMeanwhile, SomethingStandsBelow, SomethingStoodLater, SomeLeftLater.
    """
    require_managing(actor, organisation)
    if organisation.type == OrganisationType.UNION:
        raise UnionStays
    refuse_future_day(on=on, at=at)
    refuse_no_decision(decision=decision)
    with transaction.atomic():
        hold_structure()
        # A full lock: it waits for everybody who holds the organisation open (actions/hold_open.py).
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        require_managing(actor, held)
        if held.closed_on == on:
            return held
        if not held.is_open:
            raise OrganisationClosed(organisation=held)
        refuse_other_version(organisation=held, expected_version=expected_version)
        _refuse(held, on)
        _close(actor, held, on, at, decision)
    return held


def _refuse(held: Organisation, on: date) -> None:
    if on < held.founded_on:
        raise BeforeFounding
    organisations = held.children.filter(closed_on=None).count()
    members = figure(measure=OPEN_MEMBERSHIPS, organisation_id=held.pk)
    if organisations or members:
        raise SomethingStandsBelow(organisations=organisations, members=members)
    last = stood_until(held.pk)
    if last is not None and last > on:
        raise SomethingStoodLater(until=last)
    # Whoever left may be on record in another branch today.
    with whole_register(reason=Reason.STRUCTURE):
        count, left = left_after(held.pk, on=on)
    if left is not None:
        raise SomeLeftLater(count=count, until=left)


def _close(actor: Actor, held: Organisation, on: date, at: datetime, decision: str) -> None:
    closed = OrganisationStatus.Status.CLOSED
    state_fact(
        fact=OrganisationStatus(organisation=held, status=closed, valid_from=on, known_since=at, decision=decision)
    )
    held.closed_on = on
    held.version += 1
    held.save(update_fields=["closed_on", "version"])
    # Whose offices, letters and second workplaces end there may be on record in another branch.
    with whole_register(reason=Reason.STRUCTURE):
        tell(OrganisationsClosed(closed_on={held.pk: on}), actor=actor, at=at)
    write_entry(
        actor=actor,
        verb="organisation_closed",
        about=About(type="organisation", id=held.pk, name=held.name),
        at_place=held,
        at=at,
        before={"closed_on": None},
        after={"closed_on": on.isoformat()},
        reason=decision,
    )
