"""Forms of consents: giving, taking back, mending; many at once; texts; what is settled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.controls import PlainControls
from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.registry.consents.models import Channel, Kind
from edinstvo.registry.members.models import Category
from edinstvo.registry.members.queries.asked import MOST_AT_ONCE

_LARGEST = 2**63 - 1


class AskedForm(forms.Form):
    """Whose consents are looked at; everything lives in the address, anything may be missing."""

    default_renderer = PlainControls
    organisation = forms.RegexField(r"^([0-9]{10}|n[0-9]{1,18})$", required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Consent"), choices=Kind.choices, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=[("", _("any")), *Category.choices], required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=_LARGEST)
    before = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=_LARGEST)


class GiveForm(forms.Form):
    """How the consent was given."""

    given_on = PastDayField(label=_("Given on"), help_text=_("The day beside the signature"))
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    paper_number = forms.CharField(
        label=_("Number of the signed paper"), max_length=40, required=False, help_text=_("As your folder has it")
    )


class ManyForm(GiveForm):
    """The same for many. `count` is how many of a list the person agreed to; without it, those ticked."""

    count = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_AT_ONCE)


class WithdrawForm(forms.Form):
    """How the withdrawal came."""

    received_on = PastDayField(label=_("Received on"), help_text=_("The days of the law are counted from it"))
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Only if the person says so: nobody has to")
    )


class StrikeForm(forms.Form):
    """Why the entry was a slip."""

    reason = forms.CharField(label=_("Why you take the entry back"), max_length=300)


class TextForm(forms.Form):
    """New words of a kind."""

    valid_from = DayField(
        label=_("In force from"), help_text=_("Who signs on this day or later, agrees to these words")
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "An empty line begins a new paragraph. The name, the operators and the line for the signature are printed "
            "around it."
        ),
    )


class SettleForm(forms.Form):
    """What was done."""

    outcome = forms.ChoiceField(label=_("What was done"))
    settled_on = PastDayField(label=_("On which day"))
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("For another ground: the law and the article")
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(label=_("What was done"), choices=choices)
