"""Refuse mandates that cannot stand: a stranger to the organisation, a taken office, days that do not fit."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.offices.models import Mandate, OfficeKind
from edinstvo.registry.offices.queries.standing import lies_below
from edinstvo.registry.offices.rules import MandateDetails, term_is_too_long
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


class SucceededOnFirstDay(Exception):
    """Whoever is succeeded would have held the office on no day: `holder` came to it on this very day."""

    def __init__(self, *, holder: Mandate) -> None:
        super().__init__("it began on this very day")
        self.holder = holder


class HoldsItAlready(Exception):
    """This very person holds this very office in those days: `mandate`."""

    def __init__(self, *, mandate: Mandate) -> None:
        super().__init__("held already")
        self.mandate = mandate


class TermEndsBefore(Exception):
    """The last day of the term lies before the first one."""


class TermTooLong(Exception):
    """The last day of the term lies further ahead than any term does."""


class DecisionAhead(Exception):
    """The decision is dated after today: nobody has made it yet."""


class DecisionBeforeFounding(Exception):
    """The decision is dated before the organisation stood: nobody can have elected anybody there."""


def kind_for(*, organisation: Organisation, office: str) -> OfficeKind:
    """What is said of the office at this type of organisation; raises OfficeNotHere."""
    kind = OfficeKind.objects.filter(office=office, organisation_type=organisation.type).first()
    if kind is None:
        raise OfficeNotHere
    return kind


def refuse_days(*, organisation: Organisation, details: MandateDetails, today: date) -> None:
    """Raise BeforeFounding, DecisionBeforeFounding, DecisionAhead, TermEndsBefore or TermTooLong.

    Where the days of a mandate cannot be so.
    """
    if details.since < organisation.founded_on:
        raise BeforeFounding
    if details.decision_on is not None:
        _refuse_decision_day(organisation, details.decision_on, today)
    if details.until is not None:
        if details.until < details.since:
            raise TermEndsBefore
        refuse_long_term(until=details.until, today=today)


def refuse_long_term(*, until: date, today: date) -> None:
    """Raise TermTooLong where the last day lies further ahead than any term does."""
    if term_is_too_long(until=until, today=today):
        raise TermTooLong


def _refuse_decision_day(organisation: Organisation, day: date, today: date) -> None:
    if day < organisation.founded_on:
        raise DecisionBeforeFounding
    if day > today:
        raise DecisionAhead


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
