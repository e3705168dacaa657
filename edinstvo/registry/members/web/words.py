"""Members in words: what fields and values are called, what a record lacks, and every refusal as a sentence."""

from datetime import date
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from edinstvo.foundation.ui.moments import day, day_short
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.foundation.ui.typography import NBSP
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere
from edinstvo.registry.members.actions.carry_over import EarlierThanAsked, TransferDayDoesNotFit
from edinstvo.registry.members.actions.correct_member import DatesDoNotFit, ReasonMissing
from edinstvo.registry.members.actions.edit_member import NeedsCorrection
from edinstvo.registry.members.actions.end_membership import EndDoesNotFit, EndedAlready
from edinstvo.registry.members.actions.open_membership import AdmittedInTheFuture, OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.refuse_foreign_signs import NameHasSigns
from edinstvo.registry.members.actions.refuse_joining import DaysOutOfOrder, JoinedAsChild, JoinedBeforeLeaving
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.actions.refuse_return import RecordedAsDead
from edinstvo.registry.members.actions.rename_member import RenamedBeforeBirth, RenamedInTheFuture
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.models import Category, EndReason, Membership, Sex, SuspensionReason
from edinstvo.registry.members.rules.people import YOUNGEST

LABELS = {
    "last_name": gettext_lazy("Surname"),
    "first_name": gettext_lazy("First name"),
    "middle_name": gettext_lazy("Patronymic"),
    "has_no_middle_name": gettext_lazy("Has no patronymic"),
    "sex": gettext_lazy("Sex"),
    "birth_date": gettext_lazy("Date of birth"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "snils": gettext_lazy("SNILS"),
    "inn": gettext_lazy("INN"),
    "category": gettext_lazy("Category"),
    "position": gettext_lazy("Position"),
    "subdivision": gettext_lazy("Subdivision"),
    "ticket_number": gettext_lazy("Number of the ticket"),
    "application_on": gettext_lazy("Date of the application"),
    "decision_on": gettext_lazy("Date of the decision"),
    "decision_number": gettext_lazy("Number of the decision"),
    "joined_on": gettext_lazy("Joined the union on"),
    "registered_on": gettext_lazy("On record since"),
    "ended_on": gettext_lazy("Not on record since"),
    "end_reason": gettext_lazy("Reason"),
    "end_decision": gettext_lazy("Application or decision"),
    "organisation": gettext_lazy("Organisation"),
    "suspended_on": gettext_lazy("Suspended since"),
    "resumed_on": gettext_lazy("Resumed on"),
    "resumes_on": gettext_lazy("Is to be resumed on"),
    "suspension_reason": gettext_lazy("Reason"),
    "suspension_decision": gettext_lazy("Application or decision"),
    "resumption_decision": gettext_lazy("Application or decision"),
    "workplace": gettext_lazy("Second workplace"),
    "works_since_on": gettext_lazy("Works there since"),
    "worked_until_on": gettext_lazy("Works there no more since"),
    "merged": gettext_lazy("Merged record"),
    "split_off": gettext_lazy("Record taken out"),
    "split_from": gettext_lazy("Taken out of the record"),
}
# After “No …”, where other languages than English change the ending.
LACKS = {
    "birth_date": pgettext_lazy("after No", "date of birth"),
    "sex": pgettext_lazy("after No", "sex"),
    "category": pgettext_lazy("after No", "category"),
    "joined_on": pgettext_lazy("after No", "joining date"),
    "phone": pgettext_lazy("after No", "telephone"),
}
_CODED: dict[str, Any] = {
    "sex": Sex,
    "category": Category,
    "end_reason": EndReason,
    "suspension_reason": SuspensionReason,
}

REFUSALS = (
    AdmittedInTheFuture,
    CategoryDayDoesNotFit,
    DatesDoNotFit,
    DaysOutOfOrder,
    EarlierThanAsked,
    EndDoesNotFit,
    JoinedAsChild,
    JoinedBeforeLeaving,
    NameHasSigns,
    NeedsCorrection,
    OnRecordElsewhere,
    OrganisationKeepsNoMembers,
    ReasonMissing,
    RecordedAsDead,
    RenamedBeforeBirth,
    RenamedInTheFuture,
    TransferDayDoesNotFit,
)


def value_in_words(name: str, value: Any) -> str:
    """A value of a field as people read it; "" for none. Takes dates and their ISO form, as the journal keeps it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in _CODED:
        return str(dict(_CODED[name].choices).get(value, value))
    if name == "phone":
        return phone_in_words(str(value))
    return day_short(value) if isinstance(value, date) else _day(name, str(value))


def phone_in_line(number: str) -> str:
    """«+7 910 555-01-12»; Russian numbers, nearly all there are, without asking the library, which takes far longer."""
    if len(number) != 12 or not number.startswith("+7"):
        return phone_in_words(number) if number else ""
    return f"+7{NBSP}{number[2:5]}{NBSP}{number[5:8]}-{number[8:10]}-{number[10:]}"


def what_is_lacking(names: list[str]) -> str:
    """«Нет даты рождения, телефона»; "" for a complete record."""
    return _("No %(what)s") % {"what": ", ".join(str(LACKS[name]) for name in names)} if names else ""


def refuse(form: Form, refusal: Exception) -> None:
    """Write the sentence of a refusal beside its field, of a refusal of several fields beside each."""
    if isinstance(refusal, DatesDoNotFit):
        for name in refusal.fields:
            form.add_error(name if name in form.fields else None, _dates(name))
        return
    if isinstance(refusal, JoinedAsChild):
        asked = [name for name in (*refusal.fields, "birth_date") if name in form.fields]
        form.add_error(asked[0] if asked else None, _child(refusal))
        return
    if isinstance(refusal, DaysOutOfOrder):
        form.add_error(refusal.field if refusal.field in form.fields else None, _disorder(refusal))
        return
    field, sentence = _sentence(refusal)
    form.add_error(field if field in form.fields else None, sentence)


def _sentence(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case CategoryDayDoesNotFit():
            return "category_from", _("The category can change from %(day)s on, up to today. Check the day.") % {
                "day": day(refusal.earliest)
            }
        case TransferDayDoesNotFit():
            return refusal.field, _("This day has not come yet, or lies before the first day on record. Check it")
        case EarlierThanAsked():
            return "moves_on", _(
                "The transfer is asked for from %(day)s on. Name that day or a later one; for an earlier one refuse, "
                "and let them ask again with that day"
            ) % {"day": day(refusal.earliest)}
        case NameHasSigns():
            return refusal.field, name_with_signs(refusal.signs)
        case NeedsCorrection():
            return None, _("%(what)s is known already. To change it, correct the record or change the name.") % {
                "what": ", ".join(str(LABELS[name]) for name in refusal.fields)
            }
        case RecordedAsDead():
            return None, recorded_as_dead(refusal.membership)
        case JoinedBeforeLeaving():
            return "joined_on", _joined_again(refusal)
        case OnRecordElsewhere():
            return "registered_on", _overlap(refusal)
    return _plain(refusal)


def recorded_as_dead(died: Membership) -> str:
    """Why somebody does not come back, and what to do if they do."""
    return _(
        "This person is recorded as having died on %(day)s. If that was entered by mistake, first correct the reason "
        "of the end."
    ) % {"day": day(died.ended_on or died.registered_on)}


def name_with_signs(signs: str) -> str:
    """What to take out of a name; signs that nobody sees are told by their numbers."""
    shown = ", ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs[:10])
    return _("In a name stand only letters, hyphens, apostrophes, dots and spaces. Take out: %(signs)s") % {
        "signs": shown
    }


def _overlap(refusal: OnRecordElsewhere) -> str:
    stay = refusal.membership
    if stay.ended_on is None:
        return _("This person is on record in another stay since %(day)s. Two stays never share a day.") % {
            "day": day(stay.registered_on)
        }
    return _("This person was on record until %(day)s. Name that day or a later one.") % {"day": day(stay.ended_on)}


def _disorder(refusal: DaysOutOfOrder) -> str:
    if refusal.lies_ahead:
        return _("This day has not come yet. Check the year")
    if refusal.field == "joined_on":
        return _("Somebody joins the union on the first day on record or before it. Check both days")
    return _("The decision is made on the day of the application or after it. Check both days")


def _child(refusal: JoinedAsChild) -> str:
    return _(
        "The person was not %(years)s yet: a member since %(day)s at the earliest. Check it and the birth date"
    ) % {
        "years": YOUNGEST,
        "day": day(refusal.youngest_on),
    }


def _joined_again(refusal: JoinedBeforeLeaving) -> str:
    return _(
        "This person was a member until %(day)s: name the day on which they came back. The years before are counted "
        "by the former stay; if its day of joining is wrong, it is corrected there"
    ) % {"day": day(refusal.left_on)}


def _dates(field: str) -> str:
    return {
        "joined_on": _("This day has not come yet. Check the year"),
        "registered_on": _("This day has not come yet. Check the year"),
        "ended_on": _("The last day lies before the first one, or has not come yet. Check it"),
        "end_reason": _("An end has a reason. Choose one"),
    }[field]


def _plain(refusal: Exception) -> tuple[str | None, str]:
    """Refusals without any facts of their own."""
    return {
        AdmittedInTheFuture: ("registered_on", _("This day has not come yet. Enter the admission when it has")),
        EndedAlready: (None, _("The membership has been ended: there is nothing to transfer.")),
        OnRecordThere: (None, _("The member is on the record of that very organisation.")),
        EndDoesNotFit: ("ended_on", _("The last day lies before the first one, or has not come yet. Check it")),
        OrganisationKeepsNoMembers: (None, _("The organisation has been closed: nobody is admitted there any more.")),
        ReasonMissing: ("reason", _("Say why: it stays in the journal")),
        RenamedBeforeBirth: ("since", _("This day is before the date of birth. Check both")),
        RenamedInTheFuture: ("since", _("This day has not come yet. Check the year")),
    }[type(refusal)]


def _day(name: str, value: str) -> str:
    if not name.endswith("_on") and name != "birth_date":
        return value
    return day_short(date.fromisoformat(value))
