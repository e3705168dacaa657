"""The form that a list is brought with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.organisations.rules import InpoMistyped, read_inpo

MOST_BYTES = 100 * 1024 * 1024


class BringForm(forms.Form):
    """A file, and for whoever keeps several organisations the number of the one it belongs to."""

    organisation = forms.CharField(
        label=_("ИНПО of the primary organisation"),
        help_text=_("Ten digits; hyphens do not matter"),
        max_length=20,
        error_messages={"required": _("Say which organisation the list belongs to.")},
    )
    file = forms.FileField(
        label=_("File with the list"),
        help_text=_("Excel (xlsx, xls), LibreOffice (ods), CSV or a list exported from 1С, as you keep it"),
        error_messages={
            "required": _("Choose the file with your list."),
            "empty": _("The file is empty. Choose another one."),
        },
    )

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.known = actor, organisation
        if organisation is not None:
            del self.fields["organisation"]

    def clean_organisation(self) -> Organisation:
        """The organisation with the typed number, if it is the actor's to bring lists into."""
        try:
            number = read_inpo(self.cleaned_data["organisation"])
        except InpoMistyped:
            raise forms.ValidationError(_("There is no such number: its last digit does not fit. Check it.")) from None
        try:
            found = find_organisation(inpo=number, seen_by=self.actor)
        except Organisation.DoesNotExist:
            found = None
        if found is None or not self.actor.may(Power.IMPORT_MEMBERS, at=found):
            raise forms.ValidationError(_("There is no such organisation, or it is not in your branch."))
        if not (found.is_open and found.keeps_members):
            raise forms.ValidationError(_("Members are on record in primary organisations. Give the number of one."))
        return found

    def clean_file(self) -> Any:
        """The file, unless it is bigger than any list can be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 100 MB. Split it, or remove the pictures from it."))
        return file

    def clean(self) -> dict[str, Any]:
        """Nothing is brought into what has been closed, though whoever kept it may still look at it."""
        if self.known is not None and not self.known.is_open:
            raise forms.ValidationError(_("The organisation has been closed: lists are not brought into it any more."))
        return super().clean() or self.cleaned_data

    def chosen(self) -> Organisation:
        """The organisation of a valid form."""
        found: Organisation = self.known or self.cleaned_data["organisation"]
        return found
