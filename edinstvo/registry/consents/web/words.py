"""Consents in words: what each lets the union do, what its withdrawal brings, and every refusal as a sentence."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext_lazy

from edinstvo.foundation.ui.moments import day
from edinstvo.registry.consents.actions.ask_many import NobodyChosen
from edinstvo.registry.consents.actions.give_consent import AlreadyGiven, DayToCome, NoTextThen, WithdrawnLater
from edinstvo.registry.consents.actions.settle_duty import (
    NoteMissing,
    OutcomeDoesNotFit,
    SettledAlready,
    SettledOutOfTime,
)
from edinstvo.registry.consents.actions.strike_consent import ReasonMissing, StruckAlready
from edinstvo.registry.consents.actions.withdraw_consent import NothingToWithdraw, WithdrawnBeforeGiven
from edinstvo.registry.consents.actions.write_text import TextEmpty, TextFromThatDay, TextTooEarly
from edinstvo.registry.members.actions.ask_of_many import CountChanged, TooMany
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.destroy_values import StillOnRecord

PERMITS: dict[str, Any] = {
    "processing": gettext_lazy("The union may keep the record of the member and use it for what the charter says."),
    "publication": gettext_lazy("The name may stand where everybody reads it: lists of winners, news, the site."),
    "photo": gettext_lazy("Photographs and videos with the member may be shown."),
    "children": gettext_lazy("Names and birth dates of the member's children may be kept, to give presents."),
    "news": gettext_lazy("News and invitations may be sent to the member."),
}
# Before anybody withdraws: what the register does at once, and what a person has to do.
FOLLOWS: dict[str, Any] = {
    "processing": gettext_lazy(
        "The telephone and the e-mail leave the record at once, and nothing is sent there any more. Within "
        "%(term)s decide: destroy the data, or name another ground of the law to keep them."
    ),
    "publication": gettext_lazy("Within %(term)s the published data have to be taken down wherever they stand."),
    "photo": gettext_lazy("Within %(term)s the photographs and videos have to be taken down wherever they stand."),
    "children": gettext_lazy("Within %(term)s the data of the children have to be destroyed."),
    "news": gettext_lazy("Nothing of that kind is sent from this day on. There is nothing else to do."),
}
# What is owed, as a heading of a to-do.
OWED: dict[str, Any] = {
    "decide": gettext_lazy("Destroy the data or name another ground"),
    "take_down": gettext_lazy("Take down what was published"),
    "destroy": gettext_lazy("Destroy the data of the children"),
}
OUTCOMES: dict[str, Any] = {
    "taken_down": gettext_lazy("Everything is taken down"),
    "destroyed": gettext_lazy("The data are destroyed"),
    "other_ground": gettext_lazy("They are kept on another ground of the law"),
    "given_again": gettext_lazy("The consent was given again"),
    "mistake": gettext_lazy("There was no withdrawal: a slip"),
}
REASONS: dict[str, Any] = {
    "ended": pgettext_lazy("consent refused", "not on record any more"),
    "power": pgettext_lazy("consent refused", "not in your branch any more"),
    "withdrawn": pgettext_lazy("consent refused", "withdrew the consent after that day"),
}
REFUSALS = (
    AlreadyGiven,
    CountChanged,
    DayToCome,
    NobodyChosen,
    NotOnRecordHere,
    NoTextThen,
    NoteMissing,
    NothingToWithdraw,
    OutcomeDoesNotFit,
    ReasonMissing,
    SettledAlready,
    SettledOutOfTime,
    StillOnRecord,
    StruckAlready,
    TextEmpty,
    TextFromThatDay,
    TextTooEarly,
    TooMany,
    WithdrawnBeforeGiven,
    WithdrawnLater,
)


def what_follows(kind: str, days: int) -> str:
    """What the withdrawal of this kind brings, with its days."""
    term = npgettext("within", "%(n)s day", "%(n)s days", days) % {"n": days}
    return str(FOLLOWS[kind]) % {"term": term}


def refuse(form: Form, refusal: Exception, *, day_field: str = "given_on") -> None:
    """Write the sentence of a refusal beside its field; `day_field` is the day that the form asks for."""
    field, sentence = _sentence(refusal)
    field = day_field if field == "day" else field
    form.add_error(field if field in form.fields else None, sentence)


def _sentence(refusal: Exception) -> tuple[str | None, str]:
    match refusal:
        case AlreadyGiven():
            return None, _("This consent stands already, since %(day)s. There is nothing to enter.") % {
                "day": day(refusal.consent.given_on)
            }
        case WithdrawnLater():
            return "day", _(
                "The consent was withdrawn on %(day)s: an older paper does not count. Name that day or a later one."
            ) % {"day": day(refusal.earliest)}
        case WithdrawnBeforeGiven():
            return "day", _("The consent was given on %(day)s. Name that day or a later one.") % {
                "day": day(refusal.earliest)
            }
        case NoTextThen() if refusal.first is not None:
            return "day", _("The first text is in force since %(day)s. Name that day or a later one.") % {
                "day": day(refusal.first.valid_from)
            }
        case TextFromThatDay() | TextTooEarly():
            return "day", _of_text(refusal)
    return _plain(refusal)


def _of_text(refusal: TextFromThatDay | TextTooEarly) -> str:
    if isinstance(refusal, TextTooEarly):
        said = {"day": day(refusal.earliest)}
        return _("No text of this consent can be in force before %(day)s. Name that day or a later one.") % said
    said = {"number": str(refusal.text.number)}
    return _("Version %(number)s is in force from this very day. Choose another day.") % said


def _plain(refusal: Exception) -> tuple[str | None, str]:
    """Refusals without any facts of their own."""
    return {
        CountChanged: (None, _("The list has changed meanwhile. Look at the number and press the button again.")),
        DayToCome: ("day", _("This day has not come yet. Check the year")),
        NobodyChosen: (None, _("Nobody is ticked. Tick those whose signed papers you have.")),
        NotOnRecordHere: (None, _("This person is on your record no more.")),
        NoTextThen: (None, _("The union has put no text of this consent in force yet: there is nothing to agree to.")),
        NoteMissing: ("note", _("Name the ground: the law, the article, what it is kept for.")),
        NothingToWithdraw: (None, _("This consent has been withdrawn already, or was never given.")),
        OutcomeDoesNotFit: ("outcome", _("Choose one of the answers.")),
        ReasonMissing: ("reason", _("Say why: it stays in the journal.")),
        SettledAlready: (None, _("This has been settled already.")),
        SettledOutOfTime: ("day", _("The day lies before the withdrawal, or has not come yet. Check it.")),
        StillOnRecord: (
            "outcome",
            _(
                "The person is on record: name, birth date, work and papers are not destroyed while the membership "
                "goes on. End the membership first, or name another ground to keep them."
            ),
        ),
        StruckAlready: (None, _("This entry has been changed meanwhile. Go back and look again.")),
        TextEmpty: ("body", _("Write the text.")),
        TooMany: (None, _("These are too many at once. Narrow the list, for example to one organisation.")),
    }[type(refusal)]
