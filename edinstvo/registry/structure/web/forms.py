"""The forms of bringing a list of organisations, and of answering what it asks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.fields import DayField
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.organisations.rules import InpoMistyped, read_inpo
from edinstvo.registry.structure.actions.bring_structure import HEADS, MOST_BYTES
from edinstvo.registry.structure.permissions import may_bring


class BringStructureForm(forms.Form):
    """A file, since when what is new in it stands, and for whoever keeps several branches the number of the head."""

    organisation = forms.CharField(
        label=_("ИНПО of the regional or territorial organisation"),
        help_text=_("Ten digits; hyphens do not matter"),
        max_length=20,
        error_messages={"required": _("Say which organisation the list belongs to.")},
    )
    file = forms.FileField(
        label=_("File with the list of organisations"),
        help_text=_("Excel (xlsx, xls), LibreOffice (ods) or CSV, one sheet or a sheet for each territory"),
        error_messages={
            "required": _("Choose the file with your list."),
            "empty": _("The file is empty. Choose another one."),
        },
    )
    founded_on = DayField(
        label=_("New organisations stand since"), help_text=_("The day from which the register counts them")
    )
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.known = actor, organisation
        if organisation is not None:
            del self.fields["organisation"]

    def clean_organisation(self) -> Organisation:
        """The organisation with the typed number, if the actor may bring a list into it."""
        try:
            number = read_inpo(self.cleaned_data["organisation"])
        except InpoMistyped:
            raise forms.ValidationError(_("There is no such number: its last digit does not fit. Check it.")) from None
        try:
            found = find_organisation(inpo=number, seen_by=self.actor)
        except Organisation.DoesNotExist:
            found = None
        if found is None or not may_bring(self.actor, found):
            raise forms.ValidationError(_("There is no such organisation, or it is not in your branch."))
        return found

    def clean_file(self) -> Any:
        """The file, unless it is bigger than any list can be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it, or remove the pictures from it."))
        return file

    def clean_founded_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["founded_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Structures stand below regional and territorial organisations that are open."""
        found = self.known or self.cleaned_data.get("organisation")
        if found is not None and not (found.is_open and found.level in HEADS):
            raise forms.ValidationError(
                _("Lists of organisations are brought into regional and territorial organisations that stand today.")
            )
        return super().clean() or self.cleaned_data

    def chosen(self) -> Organisation:
        """The organisation of a valid form."""
        found: Organisation = self.known or self.cleaned_data["organisation"]
        return found


class AnswerForm(forms.Form):
    """Which organisation a row means: the id of one, or 0 for a new one."""

    answer = forms.IntegerField(min_value=0, max_value=2**63 - 1)
