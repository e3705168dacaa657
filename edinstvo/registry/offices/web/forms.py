"""Forms of electing, ending, correcting and prolonging; of letters and of coming in by one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.logins import LONGEST
from edinstvo.foundation.access.web.forms import NewPasswordForm
from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.registry.offices.models import EndReason, LetterBatch, Office, OfficeKind


class DecisionFields(forms.Form):
    """The days of a mandate and the decision that it rests on."""

    since = DayField(label=_("From which day"), help_text=_("The day of the election or of the appointment"))
    until = DayField(
        label=_("Last day of the term"), required=False, help_text=_("If it is known. You will be warned beforehand")
    )
    body = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        required=False,
        help_text=_("The meeting, the conference, the committee…"),
    )
    decision_on = DayField(label=_("Date of the decision"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)


class FillForm(DecisionFields):
    """Who comes to which office; the person was chosen before, on the same page."""

    person = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    office = forms.ChoiceField(label=_("Office"), choices=Office.choices)
    succeeds = forms.BooleanField(
        label=_("Whoever holds this office till then holds it no more from this day"),
        required=False,
        help_text=_("For an office of one: the chair, the treasurer"),
    )
    ended_on = PastDayField(
        label=_("Holds it no more from"),
        required=False,
        help_text=_("Only of somebody who held it before: so that a past day shows them"),
    )
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), required=False, choices=[("", _("It goes on")), *EndReason.choices]
    )
    field_order = [
        *("person", "office", "since", "until", "body", "decision_on", "decision_number"),
        *("succeeds", "ended_on", "end_reason"),
    ]

    def __init__(self, *args: Any, kinds: list[OfficeKind], held: str, **kwargs: Any) -> None:
        """`held` says who holds the offices of one today, and is ended by a successor."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((kind.office, kind.get_office_display()) for kind in kinds)]
        if held:
            self.fields["succeeds"].help_text = held
        self.fields["office"] = forms.ChoiceField(label=_("Office"), choices=choices)


class CorrectForm(DecisionFields):
    """What was written wrongly; the end only where there is one, or should be."""

    ended_on = PastDayField(
        label=_("First day without the office"),
        required=False,
        help_text=_("The day it began, if it never was so"),
    )
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), required=False, choices=[("", _("It goes on")), *EndReason.choices]
    )
    reason = forms.CharField(label=_("Why you correct it"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    """From which day on, why, and by which decision."""

    ended_on = DayField(label=_("First day without the office"))
    reason = forms.ChoiceField(label=_("Why it ended"), choices=[("", _("Choose")), *EndReason.choices])
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProlongForm(forms.Form):
    """The new last day of the term."""

    until = DayField(label=_("Last day of the term"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AppointForm(forms.Form):
    """Who is appointed to the staff, as what, and by which decision."""

    name = forms.CharField(label=_("Surname, name and patronymic"), max_length=200)
    login = forms.CharField(
        label=_("Login"),
        max_length=LONGEST,
        help_text=_("What they will sign in with: at least 3 letters or digits, no spaces"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the login")},
    )
    role = forms.ChoiceField(label=_("Appointed as"), choices=())
    since = DayField(label=_("From which day"))
    decision = forms.CharField(label=_("Decision"), max_length=200, help_text=_("Whose, of which date and number"))

    def __init__(self, *args: Any, roles: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("Appointed as"), choices=[("", _("Choose")), *roles])


class DismissForm(forms.Form):
    """From which day on, and by which decision."""

    ended_on = DayField(label=_("First day without the powers"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )


class IssueForm(forms.Form):
    """To whom letters go and which way; `chair_of` is the organisation of scope "one".

    Where messages reach anybody, each way is offered with its numbers; otherwise letters are printed.
    """

    scope = forms.ChoiceField(choices=LetterBatch.Scope.choices, widget=forms.HiddenInput)
    chair_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    by = forms.ChoiceField(
        label=_("Which way"), choices=LetterBatch.By.choices, required=False, widget=forms.HiddenInput
    )

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Let one of the ways be chosen; the texts say how many each is for."""
        self.fields["by"] = forms.ChoiceField(
            label=_("Which way"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose which way the logins go: an SMS costs money")},
        )


class LetterForm(NewPasswordForm):
    """What stands in the letter, and a password of one's own."""

    login = forms.CharField(
        label=_("Login"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the login")},
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        help_text=_("Ten signs from the letter; capitals, the dash and spaces do not matter"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code from the letter")},
    )
    field_order = ["login", "code", "new_password", "again"]
