"""Why a suspension, a second workplace or a rule is not entered, in sentences beside the fields."""

from django.forms import Form
from django.utils.translation import gettext as _

from edinstvo.foundation.ui.moments import day
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.end_workplace import WorksThereNoMore
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.resume_membership import NotSuspended
from edinstvo.registry.members.actions.state_seniority_rule import (
    DecisionMissing,
    MonthsDoNotFit,
    RuleDayDoesNotFit,
)
from edinstvo.registry.members.actions.state_suspension import LONGEST_YEARS, ExpectedTooLate, SuspensionDayDoesNotFit
from edinstvo.registry.members.actions.state_workplace import (
    WorkplaceDayDoesNotFit,
    WorkplaceTooEarly,
    WorksThereAlready,
)
from edinstvo.registry.members.actions.suspend_membership import SuspendedAlready

REFUSALS = (
    DecisionMissing,
    EndedAlready,
    ExpectedTooLate,
    MonthsDoNotFit,
    NotSuspended,
    OnRecordThere,
    OrganisationKeepsNoMembers,
    ReasonMissing,
    RuleDayDoesNotFit,
    SuspendedAlready,
    SuspensionDayDoesNotFit,
    WorkplaceDayDoesNotFit,
    WorkplaceTooEarly,
    WorksThereAlready,
    WorksThereNoMore,
)


def refuse(form: Form, refusal: Exception) -> None:
    """Write the sentence of a refusal beside its field."""
    field = getattr(refusal, "field", None) or {ReasonMissing: "why", DecisionMissing: "decision"}.get(type(refusal))
    form.add_error(field if field in form.fields else None, sentence(refusal))


def sentence(refusal: Exception) -> str:
    """What is wrong, and what to do about it."""
    match refusal:
        case SuspendedAlready():
            said = {"day": day(refusal.suspension.valid_from)}
            return _("The membership is suspended since %(day)s already. Resume it, or correct that suspension.") % said
        case SuspensionDayDoesNotFit():
            return _days(refusal.field)
        case ExpectedTooLate() | RuleDayDoesNotFit() | WorkplaceTooEarly():
            return _beyond(refusal)
        case WorkplaceDayDoesNotFit():
            return _("This day has not come yet, or lies before the first one. Check it")
    return {
        DecisionMissing: _("A rule rests on a decision: name it"),
        EndedAlready: _("The membership has been ended. Look at the record again."),
        MonthsDoNotFit: _("Ten years are the most. Check the number"),
        NotSuspended: _("Somebody has resumed or corrected it since you opened the page. Look at the record again."),
        OnRecordThere: _("The member is on the record of that very organisation: it is no second workplace."),
        OrganisationKeepsNoMembers: _("The organisation has been closed. Choose another one."),
        ReasonMissing: _("Say why: it stays in the journal"),
        WorksThereAlready: _("It is entered already that the member works there."),
        WorksThereNoMore: _("Somebody has ended it or taken it back already."),
    }[type(refusal)]


def _beyond(refusal: ExpectedTooLate | RuleDayDoesNotFit | WorkplaceTooEarly) -> str:
    match refusal:
        case ExpectedTooLate():
            said = {"years": str(LONGEST_YEARS), "day": day(refusal.latest)}
            return (
                _("%(years)s years are the most: %(day)s. Check the year, or leave it empty and name it later") % said
            )
        case RuleDayDoesNotFit():
            said = {"first": day(refusal.first), "last": day(refusal.last)}
            return _("A rule can hold from a day between %(first)s and %(last)s. Check the year") % said
    return _(
        "It cannot be earlier than %(day)s: the organisation was founded then, or the member was born. Check the year"
    ) % {"day": day(refusal.earliest)}


def _days(field: str) -> str:
    return {
        "valid_from": _(
            "On this day the person was not on record, or is suspended by another entry already. Check the day"
        ),
        "valid_until": _(
            "This day has not come yet, or is not after the first one. A former member is suspended no more: name a day"
        ),
        "resumed_on": _(
            "Name a day after the first one of the suspension, today at the latest. "
            "If it was entered by mistake, correct the suspension: it can be said there that it never was"
        ),
        "expected_until": _("This day is not after the first one. Check both"),
    }[field]
