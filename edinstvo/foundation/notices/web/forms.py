"""What of the outbox is wanted, and a message to try the way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.notices.web.words import CHANNELS, STATES


class OutboxForm(forms.Form):
    """Either may stay empty."""

    channel = forms.ChoiceField(label=_("Way"), required=False, choices=[("", _("every way")), *CHANNELS.items()])
    state = forms.ChoiceField(
        label=_("What became of it"), required=False, choices=[("", _("everything")), *STATES.items()]
    )


class TrialForm(forms.Form):
    """A message to oneself, to see whether the settings are right."""

    channel = forms.ChoiceField(label=_("Way"), choices=list(CHANNELS.items()))
    address = forms.CharField(
        label=_("To whom"), max_length=254, help_text=_("An e-mail address, or a number as +79105550112.")
    )
