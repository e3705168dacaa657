"""Indicators, states and refusals in words."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from edinstvo.foundation.ui.figures import number, percent_set, share_said
from edinstvo.insight.indicators.rules import Unit
from edinstvo.insight.programme.actions.add_stage import CriteriaRepeated, CriterionImpossible, OutsideProgramme
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready
from edinstvo.insight.programme.actions.approve_programme import DaysOutOfOrder, NameTaken, NotAnOwner
from edinstvo.insight.programme.actions.change_programme import StagesOutside
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, ProgrammeWithdrawn, TakesNoPart
from edinstvo.insight.programme.actions.report_step import EvidenceMissing, ReportedAlready
from edinstvo.insight.programme.actions.return_step import RemarkMissing
from edinstvo.insight.programme.queries.states import Reached
from edinstvo.insight.programme.rules import Asked, Figure, State
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.models import Organisation

INDICATORS: Mapping[str, Any] = {
    "registered_share": gettext_lazy("On electronic record, % of all members"),
    "registered": gettext_lazy("On electronic record, people"),
    "plastic_share_of_total": gettext_lazy("Plastic card, % of all members"),
    "plastic_share_of_registered": gettext_lazy("Plastic card, % of those on electronic record"),
    "plastic": gettext_lazy("Plastic card, people"),
    "virtual_share": gettext_lazy("Virtual card, % of those on electronic record"),
    "virtual": gettext_lazy("Virtual card, people"),
    "issued_in_year": gettext_lazy("Plastic cards issued in the year"),
    "bonus_share": gettext_lazy("Bonus programme, % of those on electronic record"),
    "bonus": gettext_lazy("Bonus programme, people"),
    "completeness": gettext_lazy("Complete records, % of all"),
    "complete": gettext_lazy("Complete records"),
    "regions_structured": gettext_lazy("Structure of the region is built (1 is yes)"),
    "chairs_with_access_share": gettext_lazy("Chairs who can sign in, % of primary organisations"),
    "chairs_with_access": gettext_lazy("Chairs who can sign in"),
    "primaries": gettext_lazy("Primary organisations in the register"),
    "joined_online": gettext_lazy("Joined online, people"),
    "members": gettext_lazy("Members on record"),
    "youth": gettext_lazy("Members up to 35, people"),
    "joined": gettext_lazy("Joined since the stage began, people"),
    "left": gettext_lazy("Left since the stage began, people, at most"),
}
# The word for a state, the kind of its tag, the sign before it.
STATES: Mapping[State, tuple[Any, str, str]] = {
    State.WAITING: (gettext_lazy("being checked"), "warn", "eye"),
    State.OVERDUE: (gettext_lazy("overdue"), "stop", "circle-alert"),
    State.UNDER_WAY: (gettext_lazy("under way"), "info", "clock"),
    State.NOT_BEGUN: (gettext_lazy("not begun"), "", "minus"),
    State.REACHED: (gettext_lazy("reached"), "ok", "check"),
    State.CONFIRMED: (gettext_lazy("confirmed"), "ok", "file-check"),
}
# Which goal of the board shows who is missing.
_GOALS = {"registered": "registered", "plastic": "plastic", "bonus": "bonus", "complete": "complete"}
_OF_STRUCTURE = ("chairs_with_access", "regions_structured", "primaries")
_ORGANISATIONS = frozenset(_OF_STRUCTURE)

# The refusals of all acts, the field that each belongs to, None for the whole form.
SENTENCES: Mapping[type[Exception], tuple[str | None, Any]] = {
    NotAnOwner: (None, gettext_lazy("Programmes are approved by the union and by regional organisations.")),
    DaysOutOfOrder: (None, gettext_lazy("The last day lies before the first one. Check both.")),
    DayNotCome: (None, gettext_lazy("This day has not come yet.")),
    NameTaken: (None, gettext_lazy("There is one of this name already. Give it another name.")),
    StagesOutside: (
        None,
        gettext_lazy(
            "Some stages lie outside these days. Change the days of the stages first, or leave these as they are."
        ),
    ),
    OutsideProgramme: (
        None,
        gettext_lazy("The stage lies outside the days of the programme. Bring its days inside them."),
    ),
    CriteriaRepeated: (None, gettext_lazy("One indicator is chosen twice. Leave it once.")),
    CriterionImpossible: (
        None,
        gettext_lazy("This value cannot be reached: per cent go up to 100, people and cards are whole numbers."),
    ),
    EditedMeanwhile: (
        None,
        gettext_lazy(
            "Somebody has changed it meanwhile. Open it in another window, compare, and save yours once more."
        ),
    ),
    ProgrammeWithdrawn: (None, gettext_lazy("It was withdrawn meanwhile. Nothing has been changed.")),
    TakesNoPart: (None, gettext_lazy("The organisation takes no part in this programme any more.")),
    OrganisationClosed: (None, gettext_lazy("The organisation has been closed. Nothing has been changed.")),
    ReportedAlready: (
        None,
        gettext_lazy("This step is reported already. Take the report back first, or wait for the answer."),
    ),
    EvidenceMissing: ("link", gettext_lazy("Show what was done: give a link or add a file.")),
    AnsweredAlready: (None, gettext_lazy("The report waits for no answer any more: look what became of it.")),
    RemarkMissing: ("remark", gettext_lazy("Say what has to be mended.")),
}
REFUSALS = tuple(SENTENCES)


def refuse(form: Form, refusal: Exception, **fields: str) -> None:
    """Put the sentence where it belongs; `fields` say for an exception, by its name, in which field it stands here."""
    field, sentence = SENTENCES[type(refusal)]
    form.add_error(fields.get(type(refusal).__name__, field), str(sentence))


def goal_in_words(asked: Asked) -> str:
    """«не менее 80 %», «не более 120»."""
    value = percent_set(asked.value) if asked.of.unit is Unit.PERCENT else number(asked.value)
    if asked.indicator == "regions_structured":
        return _("yes")
    return (_("at most %(value)s") if asked.is_most else _("at least %(value)s")) % {"value": value}


def figure_in_words(asked: Asked, figure: Figure | None) -> str:
    """«1 234 из 5 678, 21,7 %»: rounded as everywhere, but so that nothing seems to be reached that is not."""
    if figure is None:
        return _("not counted yet")
    if asked.indicator == "regions_structured":
        return _("yes") if figure.numerator else _("no")
    if figure.denominator is None:
        return number(figure.numerator)
    said = {"part": number(figure.numerator), "whole": number(figure.denominator)}
    words = _("%(part)s of %(whole)s") % said
    if asked.of.unit is not Unit.PERCENT or not figure.denominator:
        return words
    return f"{words}, {share_said(figure.numerator, figure.denominator, aims=[asked.value], places=1)}"


def gap_in_words(one: Reached) -> str:
    """«не хватает 3 309 человек»; "" where nothing is missing, or it is no number."""
    if not one.gap or one.asked.indicator == "regions_structured":
        return ""
    said = {"count": number(one.gap)}
    if one.asked.is_most:
        return ngettext("%(count)s person too many", "%(count)s people too many", one.gap) % said
    if one.asked.of.numerator in _ORGANISATIONS:
        return ngettext("%(count)s organisation is missing", "%(count)s organisations are missing", one.gap) % said
    if one.asked.of.unit is Unit.CARDS:
        return ngettext("%(count)s card is missing", "%(count)s cards are missing", one.gap) % said
    return ngettext("%(count)s person is missing", "%(count)s people are missing", one.gap) % said


def figures_url(asked: Asked, place: Organisation) -> str:
    """Where the figure opens: the board of the place, or the structure of a region."""
    if asked.of.numerator in _OF_STRUCTURE and place.covers_subjects:
        return reverse("indicators:region", args=[place.inpo])
    goal = _GOALS.get(asked.of.numerator)
    asked_by = {"by": goal} if goal else {}
    return f"{reverse('indicators:board')}?{urlencode({'organisation': place.inpo or '', **asked_by})}"
