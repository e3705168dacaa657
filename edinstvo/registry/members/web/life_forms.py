"""The forms of what happens in a membership: suspended, resumed, a second workplace; and the rule of seniority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.registry.members.actions.state_seniority_rule import MOST_MONTHS
from edinstvo.registry.members.models import SuspensionReason

_REASONS = [("", _("Choose")), *SuspensionReason.choices]


class SuspendForm(forms.Form):
    """From which day a membership is suspended, why, and until when it may be."""

    valid_from = PastDayField(label=_("Suspended since"))
    reason = forms.ChoiceField(label=_("Reason"), choices=_REASONS)
    expected_until = DayField(
        label=_("Is to be resumed on"),
        required=False,
        help_text=_("If it is known. On that day it does not resume by itself: you are reminded"),
    )
    decision = forms.CharField(
        label=_("Application or decision"), max_length=200, required=False, help_text=_("Date and number")
    )


class ResumeForm(forms.Form):
    """The first day on which a membership is suspended no more."""

    resumed_on = PastDayField(label=_("Resumed on"))
    decision = forms.CharField(
        label=_("Application or decision"), max_length=200, required=False, help_text=_("Date and number")
    )


class CorrectSuspensionForm(SuspendForm):
    """A suspension as it should have been written, and why that is known."""

    valid_until = PastDayField(label=_("Resumed on"), required=False, help_text=_("Left empty: it goes on"))
    never_was = forms.BooleanField(label=_("It never was: entered by mistake"), required=False)
    why = forms.CharField(label=_("Why it is corrected"), max_length=300, help_text=_("It stays in the journal"))
    field_order = ("valid_from", "valid_until", "expected_until", "reason", "decision", "never_was", "why")


class WorkplaceForm(forms.Form):
    """The position in the other organisation and since when; an employer in words, where it is none of the register."""

    to = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1, required=False)
    employer = forms.CharField(label=_("Employer"), max_length=200, help_text=_("Not an organisation of the union"))
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    since = PastDayField(label=_("Works there since"))

    def __init__(self, *args: Any, is_of_the_register: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_of_the_register:
            del self.fields["employer"]


class EndWorkplaceForm(forms.Form):
    """The first day on which somebody works there no more; or that they never did, and why that is known."""

    ended_on = PastDayField(label=_("Works there no more since"), required=False)
    never_was = forms.BooleanField(label=_("Never worked there: entered by mistake"), required=False)
    why = forms.CharField(
        label=_("What it rests on"), max_length=300, required=False, help_text=_("It stays in the journal")
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is said."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("never_was") and "ended_on" in said and said["ended_on"] is None:
            self.add_error("ended_on", _("Name the day, or say that it was entered by mistake"))
        if said.get("never_was") and not said.get("why") and "why" not in self.errors:
            self.add_error("why", _("Say why: it stays in the journal"))
        return said


class MonthsField(forms.IntegerField):
    """Full months."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write a number of months, 0 for none"),
        "min_value": _("Write a number of months, 0 for none"),
        "max_value": _("Ten years are the most. Check the number"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_MONTHS, **kwargs)


class SeniorityRuleForm(forms.Form):
    """Within how many months a return keeps the seniority, by the reason of the end; from which day on it holds."""

    valid_from = DayField(label=_("Holds from"), help_text=_("For returns on this day and later"))
    transferred = MonthsField(label=_("After a transfer"))
    dismissed = MonthsField(label=_("After leaving the job"))
    graduated = MonthsField(label=_("After finishing studies"))
    own_wish = MonthsField(label=_("After leaving at their own wish"))
    expelled = MonthsField(label=_("After being expelled"))
    other = MonthsField(label=_("After another reason"))
    suspension_counts = forms.BooleanField(label=_("Time of a suspension counts"), required=False)
    decision = forms.CharField(label=_("By which decision"), max_length=200, help_text=_("Body, date and number"))
    REASONS = ("transferred", "dismissed", "graduated", "own_wish", "expelled", "other")
