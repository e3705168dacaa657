"""Every refusal of a reorganisation as a sentence, and the field that it belongs to."""

from collections.abc import Sequence

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.members.actions.carry_many import ChangedSince, SomeJoinedLater
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
)
from edinstvo.registry.organisations.actions.found_organisation import FoundedBeforeParent
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_disorder import StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_no_decision import DecisionMissing
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.reserve_numbers import NumbersExhausted
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove
from edinstvo.registry.organisations.rules import NameHasSigns, NameMissing
from edinstvo.registry.reorganisations.actions.split_organisation import NobodyChosen
from edinstvo.registry.reorganisations.rules import TakesNothing

REFUSALS = (
    BeforeFounding,
    ChangedSince,
    DayNotCome,
    DecisionMissing,
    EditedMeanwhile,
    FoundedBeforeParent,
    MovedAgainSince,
    NameHasSigns,
    NameMissing,
    NameTaken,
    NobodyChosen,
    NoSuchMove,
    NotOnRecordHere,
    NumbersExhausted,
    OrganisationClosed,
    ReasonMissing,
    SomeJoinedLater,
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
    StandsUnderItself,
    TakesNothing,
)


def refuse(form: Form, refusal: Exception) -> None:
    """Write the sentence of a refusal beside its field."""
    field, sentence = _sentence(refusal)
    form.add_error(field if field in form.fields else None, sentence)


def _sentence(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case SomeJoinedLater():
            return "on", ngettext(
                "%(n)s member is on record since a later day (%(day)s). Name that day or a later one.",
                "%(n)s members are on record since later days, the first since %(day)s. Name a later day.",
                refusal.count,
            ) % {"n": refusal.count, "day": day(refusal.first)}
        case ChangedSince():
            return None, ngettext(
                "The record of %(n)s member has changed since (%(names)s): it can be taken back no more as a whole. "
                "Transfer them back, or merge the organisations again.",
                "The records of %(n)s members have changed since (%(names)s): it can be taken back no more as a whole. "
                "Transfer them back, or merge the organisations again.",
                refusal.count,
            ) % {"n": number(refusal.count), "names": named(refusal.names, refusal.count)}
        case NameTaken():
            return "name", _("“%(name)s” stands here already.") % {"name": refusal.organisation.short_name}
    return _of_days(refusal)


def named(names: Sequence[str], count: int) -> str:
    """The first names of `count` people, with a sign that there are more."""
    return ", ".join(names) + ("…" if count > len(names) else "")


def _of_days(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case SomethingStoodLater():
            return "on", _("An organisation under it stood until %(day)s. Name that day or a later one.") % {
                "day": day(refusal.until)
            }
        case SomeLeftLater():
            return "on", ngettext(
                "%(n)s member was on record until %(day)s. Name that day or a later one.",
                "%(n)s members were on record later, the last until %(day)s. Name that day or a later one.",
                refusal.count,
            ) % {"n": number(refusal.count), "day": day(refusal.until)}
        case FoundedBeforeParent():
            return "on", _("“%(name)s” was founded later, on %(day)s. Check the day.") % {
                "name": refusal.parent.short_name,
                "day": day(refusal.parent.founded_on),
            }
    return _plain(refusal)


def _plain(refusal: Exception) -> tuple[str | None, str]:
    """Refusals without any facts of their own."""
    return {
        BeforeFounding: ("on", _("The organisation did not stand yet on that day. Check the day.")),
        DayNotCome: ("on", _("This day has not come yet. Enter the act when it has.")),
        DecisionMissing: ("decision", _("Say whose decision it is, its date and number: the act rests on it")),
        EditedMeanwhile: (None, _("Somebody changed the organisation since you opened it. Look at its page again.")),
        MovedAgainSince: (None, _("One of the organisations has moved again since. Take that move back first.")),
        NameHasSigns: ("name", _("A name has letters, digits and marks, no other signs.")),
        NameMissing: ("name", _("A name needs letters.")),
        NobodyChosen: (None, _("Choose who goes over: a subdivision or people.")),
        NoSuchMove: (None, _("One of the organisations stands elsewhere by now.")),
        NotOnRecordHere: (None, _("Somebody you chose has left meanwhile. Choose again.")),
        NumbersExhausted: (None, _("All the numbers under this organisation have been given out. Turn to the centre.")),
        OrganisationClosed: (None, _("One of the two organisations has been closed.")),
        ReasonMissing: ("reason", _("Say why: it stays in the journal")),
        SomethingStandsBelow: (None, _("Others are on record there by now. Transfer them first.")),
        StandsUnderItself: (None, _("It would come to stand under itself: on that day the other one stood below it.")),
        TakesNothing: (None, _("An organisation of that kind cannot take over what this one has.")),
    }[type(refusal)]
