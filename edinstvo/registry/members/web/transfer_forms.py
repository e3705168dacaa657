"""The forms of transfers: ask, release, say why not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import DayField, PastDayField


class AskTransferForm(forms.Form):
    """Where to is chosen before."""

    to = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    application_on = DayField(
        label=_("Date of the member's application"),
        required=False,
        help_text=_("If the member asked for it in writing"),
    )
    note = forms.CharField(
        label=_("Words to the other side"),
        max_length=300,
        required=False,
        help_text=_("Both organisations read them"),
    )
    moves_on = PastDayField(label=_("On record there from"), required=False, help_text=_("Left empty: today"))


class ReleaseForm(forms.Form):
    """From which day the other organisation keeps the record."""

    moves_on = PastDayField(label=_("On record there from"))


class WhyForm(forms.Form):
    """Why a transfer does not happen."""

    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Both organisations read it"))
