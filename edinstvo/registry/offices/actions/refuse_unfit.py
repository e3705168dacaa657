"""Refuse mandates that cannot stand: a stranger to the organisation, a taken office, days that do not fit."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.offices.models import Mandate, OfficeKind
from edinstvo.registry.offices.queries.standing import lies_below
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import chain_on


class OfficeNotHere(Exception):
    """Organisations of this type have no such office."""


class NotOnRecord(Exception):
    """On `day` the person is not on record in the organisation, nor below it."""

    def __init__(self, *, day: date) -> None:
        super().__init__(f"not on record on {day}")
        self.day = day


class OfficeTaken(Exception):
    """As many as may hold the office at once hold it in those days: `holders`."""

    def __init__(self, *, holders: Sequence[Mandate]) -> None:
        super().__init__("the office is held")
        self.holders = holders


class HoldsItAlready(Exception):
    """This very person holds this very office in those days: `mandate`."""

    def __init__(self, *, mandate: Mandate) -> None:
        super().__init__("held already")
        self.mandate = mandate


class TermEndsBefore(Exception):
    """The last day of the term lies before the first one."""


class DecisionBeforeFounding(Exception):
    """The decision is dated before the organisation stood: nobody can have elected anybody there."""


def kind_for(*, organisation: Organisation, office: str) -> OfficeKind:
    """What is said of the office at this type of organisation; raises OfficeNotHere."""
    kind = OfficeKind.objects.filter(office=office, organisation_type=organisation.type).first()
    if kind is None:
        raise OfficeNotHere
    return kind


def refuse_days(*, organisation: Organisation, since: date, until: date | None, decision_on: date | None) -> None:
    """Raise BeforeFounding, DecisionBeforeFounding or TermEndsBefore where the days cannot be."""
    if since < organisation.founded_on:
        raise BeforeFounding
    if decision_on is not None and decision_on < organisation.founded_on:
        raise DecisionBeforeFounding
    if until is not None and until < since:
        raise TermEndsBefore


def refuse_stranger(*, person: Person, organisation: Organisation, since: date, today: date | None) -> None:
    """Raise NotOnRecord unless the person is on record in the organisation or below it on the first day.

    And today as well while the mandate goes on (`today`); of a part of a primary, anywhere in the primary. Under whom
    the person's organisation stood on a past day is said by the dated tree.
    """
    stays = Membership.objects.filter(person=person).select_related("organisation")
    on_first_day = stays.filter(Membership.counted_on(since))
    if not any(_lay_below(stay, organisation, since) for stay in on_first_day):
        raise NotOnRecord(day=since)
    if today is not None and not any(lies_below(stay, organisation) for stay in stays.filter(Membership.OPEN)):
        raise NotOnRecord(day=today)


def holders_beside(mandate: Mandate) -> list[Mandate]:
    """Who else holds the office of the organisation on any day of the mandate, the mandate itself left out.

    One that ended the day it began is held on no day.
    """
    if mandate.ended_on == mandate.since:
        return []
    begins_before = Q() if mandate.ended_on is None else Q(since__lt=mandate.ended_on)
    ends_after = Q(ended_on__isnull=True) | (Q(ended_on__gt=mandate.since) & Q(ended_on__gt=F("since")))
    others = Mandate.objects.filter(begins_before, ends_after, organisation=mandate.organisation, office=mandate.office)
    return list(others.exclude(pk=mandate.pk).select_related("person", "organisation").order_by("since", "pk"))


def refuse_double(*, mandate: Mandate, others: Sequence[Mandate], most: int | None) -> None:
    """Raise HoldsItAlready or OfficeTaken where the others leave no room for the mandate."""
    same = next((other for other in others if other.person_id == mandate.person_id), None)
    if same is not None:
        raise HoldsItAlready(mandate=same)
    if most is not None and len(others) >= most:
        raise OfficeTaken(holders=others)


def _lay_below(stay: Membership, organisation: Organisation, day: date) -> bool:
    if lies_below(stay, organisation):
        return True
    return organisation in chain_on(stay.organisation, on=day)
