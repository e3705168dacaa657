"""The forms of the table of periods."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.retention.rules import LONGEST_DAYS, LONGEST_MONTHS, Period
from edinstvo.foundation.ui.fields import DayField, PastDayField

_LENGTH_MISSING = _("Say how long: a number, or choose “permanently”")
_TOO_LONG = _("This is more than a hundred years. Choose “permanently” or write less")


class PeriodForm(forms.Form):
    """How long, since when, on what ground."""

    unit = forms.ChoiceField(
        label=_("Counted in"),
        choices=[("months", _("months")), ("days", _("days")), ("permanent", _("permanently"))],
    )
    length = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=1,
        help_text=_("Three years are 36 months; “permanently” needs no number"),
    )
    basis = forms.CharField(
        label=_("What it rests on"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The law, the list of archive documents or the union's own decision, with its date and number"),
    )
    valid_from = DayField(label=_("From which day"))

    def clean(self) -> dict[str, Any]:
        """The period as `period`."""
        said = super().clean() or {}
        unit, length = said.get("unit"), said.get("length")
        if unit == "permanent":
            said["period"] = Period()
        elif "length" in said and not length:
            self.add_error("length", _LENGTH_MISSING)
        elif length:
            if length > (LONGEST_MONTHS if unit == "months" else LONGEST_DAYS):
                self.add_error("length", _TOO_LONG)
            elif unit:
                said["period"] = Period(**{unit: length})
        return said


class DecisionForm(forms.Form):
    """By which decision the union confirms the table. `seen` says which periods were on the page."""

    decided_on = PastDayField(label=_("Date of the decision"))
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    body = forms.CharField(
        label=_("Who decided"), max_length=200, required=False, help_text=_("For instance, the Executive Committee")
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=4000, required=False)

    def clean_seen(self) -> dict[str, str]:
        """{kind: code of its period}; what is no such text was never on the page."""
        pairs = ((part.split("=")[0], part.split("=")[1]) for part in self.cleaned_data["seen"].split() if "=" in part)
        return dict(pairs)
