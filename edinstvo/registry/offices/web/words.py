"""Every refusal of this slice as a sentence, and the field of a form that it belongs to."""

from collections.abc import Mapping, Sequence

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.actions.create_user import LoginTaken
from edinstvo.foundation.access.logins import LoginMistyped
from edinstvo.foundation.notices.models import Channel, State
from edinstvo.foundation.ui.moments import day
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.offices.actions.appoint_staff import NoSuchStaff
from edinstvo.registry.offices.actions.correct_mandate import ReasonMissing
from edinstvo.registry.offices.actions.dismiss_staff import AppointmentEnded, DismissesOneself
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.actions.lock_mandate import MandateChanged, MandateEnded
from edinstvo.registry.offices.actions.prolong_mandate import NotLonger
from edinstvo.registry.offices.actions.refuse_end import EndIncomplete
from edinstvo.registry.offices.actions.refuse_unfit import (
    DecisionAhead,
    DecisionBeforeFounding,
    HoldsItAlready,
    NotOnRecord,
    OfficeNotHere,
    OfficeTaken,
    SucceededOnFirstDay,
    TermEndsBefore,
    TermTooLong,
)
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.queries.letters import DEAD, FAILED, IN, NOBODY, NONE, SENT, Sent
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding

# How a chair stands with letters and logins.
STATE_WORDS = {
    NONE: gettext_lazy("No login yet"),
    SENT: gettext_lazy("Letter issued"),
    FAILED: gettext_lazy("Message not delivered"),
    DEAD: gettext_lazy("Letter overdue or locked"),
    IN: gettext_lazy("Has come in"),
    NOBODY: gettext_lazy("Chair not known"),
}
REFUSALS = (
    AppointmentEnded,
    BeforeFounding,
    DayNotCome,
    DecisionAhead,
    DecisionBeforeFounding,
    DismissesOneself,
    EndIncomplete,
    EndsBeforeItBegan,
    HoldsItAlready,
    LoginMistyped,
    LoginTaken,
    MandateChanged,
    MandateEnded,
    NoSuchStaff,
    NotLonger,
    NotOnRecord,
    OfficeNotHere,
    OfficeTaken,
    OrganisationClosed,
    ReasonMissing,
    SucceededOnFirstDay,
    TermEndsBefore,
    TermTooLong,
)


def address_in_words(way: str, address: str) -> str:
    """An e-mail address as it is, a telephone as people write it."""
    return phone_in_words(address) if way == Channel.SMS else address


def message_in_words(sent: Sent) -> str:
    """What became of the message that a letter was."""
    way = _("SMS") if sent.channel == Channel.SMS else _("E-mail")
    said = {
        State.WAITING: _("%(way)s waits for delivery"),
        State.SENT: _("%(way)s handed over"),
        State.SHOWN: _("%(way)s only shown in the outbox"),
    }
    return said.get(State(sent.state), str(STATE_WORDS[FAILED])) % {"way": way}


def sent_in_words(states: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """(kind of tag, words, how many) of the messages of an issue, as far as there are any."""
    told = [
        (State.SENT, "ok", _("handed over to the mail server or the gateway")),
        (State.WAITING, "info", _("wait for delivery")),
        (State.SHOWN, "warn", _("only shown in the outbox")),
        (State.FAILED, "stop", _("not delivered")),
    ]
    return [(kind, words, n) for state, kind, words in told if (n := states.get(state.value, 0))]


def whom_it_ends(held: Sequence[Mandate]) -> str:
    """Whose mandates a successor ends: those of the offices of one, as they are held today."""
    said = [
        _("%(office)s: %(name)s, since %(day)s")
        % {"office": one.get_office_display(), "name": one.person.full_name, "day": day(one.since)}
        for one in held
    ]
    return (
        _("The mandate ends of whoever holds the office chosen. %(held)s.") % {"held": "; ".join(said)} if said else ""
    )


def refuse(form: Form, refusal: Exception, *, day_field: str = "since") -> None:
    """Write the sentence of a refusal beside its field; `day_field` is the day that the form asks for."""
    field, sentence = _sentence(refusal)
    field = day_field if field == "day" else field
    form.add_error(field if field in form.fields else None, sentence)


def _sentence(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case OfficeTaken():
            return "office", _(
                "The office is held in these days: %(names)s. End that first, or tick the box below."
            ) % {"names": ", ".join(one.person.full_name for one in refusal.holders)}
        case SucceededOnFirstDay():
            return "since", _(
                "%(name)s came to this office on this very day and would have held it on no day. "
                "Name a later day, or correct that mandate first."
            ) % {"name": refusal.holder.person.full_name}
        case HoldsItAlready():
            return "office", _("This very person holds this office since %(day)s.") % {
                "day": day(refusal.mandate.since)
            }
        case NotOnRecord():
            return None, _(
                "On %(day)s this person is not on record here, nor below. Only a member of the organisation is elected."
            ) % {"day": day(refusal.day)}
        case MandateEnded(mandate=one) | AppointmentEnded(appointment=one):
            return None, _("It has ended already, on %(day)s.") % {"day": day(one.ended_on or one.since)}
    return _plain(refusal)


def _plain(refusal: Exception) -> tuple[str | None, str]:
    """Refusals without any facts of their own."""
    return {
        BeforeFounding: ("day", _("The organisation did not stand yet on that day. Check the day.")),
        DecisionAhead: ("decision_on", _("The decision is dated ahead of today. Check the date.")),
        DecisionBeforeFounding: (
            "decision_on",
            _("The organisation did not stand yet on the day of the decision. Check the date."),
        ),
        DayNotCome: ("day", _("This day has not come yet. Enter the act when it has.")),
        DismissesOneself: (None, _("Nobody ends their own appointment: somebody else of the staff does it.")),
        LoginMistyped: ("login", _("At least 3 letters, digits or signs . _ - @ +, no spaces. Type it otherwise.")),
        LoginTaken: ("login", _("Somebody has this login already. Choose another one.")),
        NoSuchStaff: ("role", _("At this level nobody is appointed to this.")),
        EndIncomplete: ("end_reason", _("An end has both a day and a reason. Name both, or neither.")),
        EndsBeforeItBegan: ("ended_on", _("It cannot end before it began. Check the days.")),
        MandateChanged: (
            None,
            _("Somebody has changed it since you opened the form. Go back to its page and look again."),
        ),
        NotLonger: ("until", _("The term lasts longer already. A shorter one is a correction.")),
        OfficeNotHere: ("office", _("Organisations of this kind have no such office.")),
        OrganisationClosed: ("day", _("The organisation was closed by then.")),
        ReasonMissing: ("reason", _("Say why it is corrected: the journal keeps it.")),
        TermEndsBefore: ("until", _("The term would end before it begins. Check the days.")),
        TermTooLong: ("until", _("No term ends more than ten years ahead. Check the year.")),
    }[type(refusal)]
