"""What of the journal is wanted: filters that live in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.journal.web.verbs import VERBS
from edinstvo.foundation.ui.fields import DayField


def _day() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "short n", "inputmode": "decimal", "autocomplete": "off"})


class FilterForm(forms.Form):
    """Every field may stay empty; `about` is an object, as "organisation-12", and has no control of its own."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    who = forms.CharField(label=_("Who acted"), required=False, max_length=100)
    since = DayField(label=_("Since"), required=False, widget=_day())
    until = DayField(label=_("Until"), required=False, widget=_day())
    about = forms.RegexField(r"^[a-z_]+-[0-9]{1,18}$", required=False, label=_("One object"), widget=forms.HiddenInput)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict, whose stubs are narrower than forms'
        self.fields["verb"] = forms.ChoiceField(
            label=_("What was done"), required=False, choices=[("", _("everything")), *VERBS.items()]
        )
