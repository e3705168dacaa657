"""Every refusal of this slice as a sentence, and the field of a form that it belongs to."""

from django.forms import CheckboxInput, Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day
from edinstvo.foundation.ui.typography import nested
from edinstvo.registry.organisations.actions.change_type import LevelWouldChange, TypeUnchanged
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
    UnionStays,
)
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    SeatTaken,
    SeatUnknown,
    SubjectUnknown,
    TypeNotAllowedHere,
)
from edinstvo.registry.organisations.actions.found_union import UnionStands
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready, UnionMoves
from edinstvo.registry.organisations.actions.refuse_disorder import (
    PartLeavesItsPrimary,
    SomethingBelowDoesNotFit,
    StandsUnderItself,
)
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_no_decision import DecisionMissing
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding, NameUnchanged
from edinstvo.registry.organisations.actions.reserve_numbers import NumbersExhausted
from edinstvo.registry.organisations.actions.state_change import NothingChanges
from edinstvo.registry.organisations.actions.state_workforce import MoreMembersThanPeople
from edinstvo.registry.organisations.actions.take_back_fact import OfTheFounding
from edinstvo.registry.organisations.actions.take_back_founding import SomethingStandsOnIt
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import NameHasSigns, NameMissing
from edinstvo.registry.organisations.web.misplaced import misplaced

REFUSALS = (
    BeforeFounding,
    DayNotCome,
    DecisionMissing,
    EditedMeanwhile,
    FoundedBeforeParent,
    LevelWouldChange,
    MoreMembersThanPeople,
    MovedAgainSince,
    NameHasSigns,
    NameMissing,
    NameTaken,
    NameUnchanged,
    NoSuchMove,
    NothingChanges,
    NumbersExhausted,
    OfTheFounding,
    OrganisationClosed,
    ParentClosed,
    PartLeavesItsPrimary,
    SeatTaken,
    SeatUnknown,
    SomeLeftLater,
    SomethingBelowDoesNotFit,
    SomethingStandsBelow,
    SomethingStandsOnIt,
    SomethingStoodLater,
    StandsThereAlready,
    StandsUnderItself,
    SubjectUnknown,
    TypeNotAllowedHere,
    TypeUnchanged,
    UnionMoves,
    UnionStands,
    UnionStays,
)


def refuse(form: Form, refusal: Exception) -> None:
    """Write the sentence of a refusal beside its field.

    After somebody else's change the form keeps what was typed and may be sent again, as of the record that stands now.
    """
    if isinstance(refusal, EditedMeanwhile) and "version" in form.fields:
        form.data = {name: form.data[name] for name in form.data} | {"version": str(refusal.organisation.version)}
    if isinstance(refusal, MoreMembersThanPeople):
        form.fields["is_sure"].widget = CheckboxInput()
    field, sentence = _sentence(refusal)
    form.add_error(field if field in form.fields else None, nested(sentence))


def _sentence(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case SomethingStandsBelow():
            return None, what_stands_below(organisations=refusal.organisations, members=refusal.members)
        case NameTaken():
            return "name", _("“%(name)s” stands here already, its number is %(number)s. Is it not the same?") % {
                "name": refusal.organisation.short_name,
                "number": refusal.organisation.number or "—",
            }
        case SeatTaken():
            return "seat", _("This seat has been numbered already: %(name)s. Numbers are never given twice.") % {
                "name": refusal.organisation.name
            }
        case SomethingStoodLater():
            return "on", _("An organisation under it stood until %(day)s. Name that day or a later one.") % {
                "day": day(refusal.until)
            }
        case SomeLeftLater():
            return "on", left_later(refusal)
        case FoundedBeforeParent():
            return "on", _("“%(name)s” was founded later, on %(day)s. Check the day.") % {
                "name": refusal.parent.short_name,
                "day": day(refusal.parent.founded_on),
            }
    return _of_a_change(refusal)


def _of_a_change(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case MovedAgainSince():
            return None, _("It has moved again since, on %(day)s. Take that move back first.") % {
                "day": day(refusal.on)
            }
        case TypeNotAllowedHere():
            return "type", misplaced(refusal)
        case SomethingBelowDoesNotFit():
            return "type", _("“%(name)s” stands below and could not stand under an organisation of this kind.") % {
                "name": refusal.organisation.short_name
            }
        case NameHasSigns():
            return "name", name_with_signs(refusal.signs)
        case EditedMeanwhile():
            return None, _(
                "The record has changed since you opened it: now it is “%(name)s”. Look at its page; if the act is "
                "still right, send it again."
            ) % {"name": refusal.organisation.name}
    return _of_what_stands(refusal)


def _of_what_stands(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case MoreMembersThanPeople():
            return "workers", _(
                "%(n)s members who work or study are on record: more than the people named. Is it so? Mend the "
                "figures, or tick the box below."
            ) % {"n": number(refusal.members)}
        case ParentClosed(parent=Organisation() as parent) if parent.closed_on is not None:
            return None, _(
                "“%(name)s” was closed on %(day)s: nothing stands under it any more. Open it again first, or move the "
                "organisation under another one."
            ) % {"name": parent.short_name, "day": day(parent.closed_on)}
        case SomethingStandsOnIt():
            return None, _(
                "Something stands on it: people are or were on its record, something was founded below it, an office "
                "or a login is of it, or more was entered than its founding. Close it by a decision instead."
            )
    return _plain(refusal)


def left_later(refusal: SomeLeftLater) -> str:
    """Why an organisation cannot be closed on a day so early."""
    return ngettext(
        "%(n)s member was on record until %(day)s. Name that day or a later one.",
        "%(n)s members were on record later, the last until %(day)s. Name that day or a later one.",
        refusal.count,
    ) % {"n": number(refusal.count), "day": day(refusal.until)}


def name_with_signs(signs: str) -> str:
    """What to take out of a name; signs that nobody sees are told by their numbers."""
    shown = ", ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs[:10])
    return _("Such signs stand in no name: %(signs)s. Take them out.") % {"signs": shown}


def what_stands_below(*, organisations: int, members: int) -> str:
    """Why it cannot be closed: what stands below, and what to do first."""
    reasons = []
    if organisations:
        reasons.append(
            ngettext("%(n)s organisation stands under it", "%(n)s organisations stand under it", organisations)
            % {"n": number(organisations)}
        )
    if members:
        reasons.append(
            ngettext("%(n)s person is on record here", "%(n)s people are on record here", members)
            % {"n": number(members)}
        )
    return _(
        "It cannot be closed yet: %(reasons)s. First close the organisations and end or transfer the memberships."
    ) % {"reasons": ", ".join(reasons)}


def _plain(refusal: Exception) -> tuple[str | None, str]:
    """Refusals without any facts of their own."""
    return {
        BeforeFounding: ("on", _("The organisation did not stand yet on that day. Check the day.")),
        DayNotCome: ("on", _("This day has not come yet. Enter the act when it has.")),
        DecisionMissing: ("decision", _("Say whose decision it is, its date and number: the act rests on it")),
        LevelWouldChange: ("type", _("An organisation keeps its level: its number and its branch stand on it.")),
        NameMissing: ("name", _("A name needs letters.")),
        NameUnchanged: ("name", _("It bears this very name on that day. Nothing would change.")),
        NoSuchMove: (None, _("It did not move on that day.")),
        NothingChanges: ("on", _("This very thing is known of that day. Nothing would change.")),
        NumbersExhausted: (None, _("All the numbers under this organisation have been given out. Turn to the centre.")),
        OfTheFounding: (None, _("It was founded with it: name another one from the same day instead.")),
        OrganisationClosed: ("on", _("The organisation was closed by then.")),
        ParentClosed: (None, _("The organisation above has been closed: nothing stands under it any more.")),
        PartLeavesItsPrimary: (None, _("A part of a primary moves within it only: people are transferred instead.")),
        SeatUnknown: ("seat", _("Choose the subject of the Federation it sits in, one of those it covers.")),
        StandsThereAlready: ("on", _("It stood under this very organisation on that day. Nothing would change.")),
        StandsUnderItself: (None, _("It would come to stand under itself: on that day the other one stood below it.")),
        SubjectUnknown: ("subjects", _("There is no subject of the Federation with such a code. Check the codes.")),
        TypeUnchanged: ("type", _("It was of this very kind on that day. Nothing would change.")),
        UnionMoves: (None, _("The union stands under nothing.")),
        UnionStands: (None, _("The union has been founded already.")),
        UnionStays: (None, _("The union itself is not closed here.")),
    }[type(refusal)]
