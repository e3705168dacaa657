"""Forms of founding, renaming and closing."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import PastDayField
from edinstvo.registry.organisations.models import FederalSubject, Organisation, OrganisationType
from edinstvo.registry.organisations.rules import NameHasSigns, NameMissing, tidy_name
from edinstvo.registry.organisations.web.words import name_with_signs

NO_DECISION = _("Say whose decision it is, its date and number: the act rests on it")
_CODE = re.compile(r"[0-9]{2}")


class ActDayField(PastDayField):
    """The day of an act: acts are entered when they have happened."""

    default_error_messages = {"to_come": _("This day has not come yet. Enter the act when it has.")}


def decision_field() -> forms.CharField:
    """The decision that an act rests on."""
    return forms.CharField(
        label=_("Decision"),
        max_length=200,
        help_text=_("Whose, of which date and number"),
        error_messages={"required": NO_DECISION},
    )


class _Name(forms.CharField):
    """A name of any length in several lines of the screen; it is kept as one line."""

    widget = forms.Textarea(attrs={"rows": 3})


def _has_only_signs_of_names(typed: str) -> None:
    try:
        tidy_name(typed)
    except NameMissing:
        raise forms.ValidationError(_("A name needs letters.")) from None
    except NameHasSigns as fault:
        raise forms.ValidationError(name_with_signs(fault.signs)) from None


class NameFields(forms.Form):
    """What an organisation is called, from which day on, and who decided so."""

    name = _Name(
        validators=[_has_only_signs_of_names],
        label=_("Full name"),
        max_length=300,
        help_text=_("As in the decision: with the full name of the institution, without abbreviations"),
    )
    short_name = forms.CharField(
        validators=[_has_only_signs_of_names],
        label=_("Short name"),
        max_length=160,
        help_text=_("What it is called in lists: “PPO of secondary school No. 12”"),
    )
    on = ActDayField(label=_("From which day"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )


class RenameForm(NameFields):
    """The new name; the version is that which the person saw, `was_…` the names that stood there."""

    decision = decision_field()
    version = forms.IntegerField(widget=forms.HiddenInput)
    was_name = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)
    was_short_name = forms.CharField(widget=forms.HiddenInput, max_length=160, required=False)


class UnionForm(NameFields):
    """The union itself."""

    on = ActDayField(label=_("Founded on"))


class FoundForm(NameFields):
    """An organisation under another: its type is one of those that may stand there."""

    type = forms.ChoiceField(label=_("Kind of organisation"))
    on = ActDayField(label=_("Founded on"))
    inpo_external = forms.CharField(
        label=_("Number in another register"), max_length=40, required=False, help_text=_("If it has had one before")
    )
    field_order = ["type", "name", "short_name", "on", "decision"]

    def __init__(self, *args: Any, types: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(type_, OrganisationType(type_).label) for type_ in types]
        self.fields["type"] = forms.ChoiceField(label=_("Kind of organisation"), choices=choices)
        if len(choices) == 1:
            self.fields["type"].initial = types[0]


class FoundRegionForm(FoundForm):
    """A regional or interregional organisation: where it sits and what it covers."""

    seat = forms.ModelChoiceField(
        label=_("Subject of the Federation of its seat"),
        queryset=FederalSubject.objects.order_by("name"),
        empty_label=_("Choose"),
        help_text=_("Its code begins the number (INPO) of the organisation and of all below it"),
    )
    subjects = forms.CharField(
        label=_("Subjects that it covers"),
        required=False,
        max_length=300,
        help_text=_("Only for an interregional one: two-digit codes with commas, the seat among them: 78, 47"),
    )
    field_order = ["type", "name", "short_name", "seat", "subjects", "on", "decision"]

    def clean_seat(self) -> str:
        """Its two-digit code."""
        return str(self.cleaned_data["seat"].pk)

    def clean_subjects(self) -> list[str]:
        """Two-digit codes; whether there are such subjects the action says."""
        typed = self.cleaned_data["subjects"]
        codes = _CODE.findall(typed)
        if "".join(codes) != re.sub(r"[\s,;.]+", "", typed):
            raise forms.ValidationError(_("Write two-digit codes with commas: 78, 47"))
        return codes


class ClosingForm(forms.Form):
    """The first day on which the organisation does not stand, and who decided so."""

    on = ActDayField(label=_("Closed from which day"), help_text=_("The first day on which it does not stand any more"))
    decision = decision_field()
    version = forms.IntegerField(widget=forms.HiddenInput)


def found_form(parent: Organisation, types: list[str], *args: Any, **kwargs: Any) -> FoundForm:
    """The form for founding under the parent."""
    kind = FoundRegionForm if parent.type == OrganisationType.UNION else FoundForm
    return kind(*args, types=types, **kwargs)
