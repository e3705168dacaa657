"""The forms of reorganisations."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.folding import fold
from edinstvo.foundation.ui.fields import DayField, SignField
from edinstvo.registry.organisations.rules import NameHasSigns, NameMissing, tidy_name
from edinstvo.registry.reorganisations.models import Kind
from edinstvo.registry.reorganisations.web.listed import MOST_BYTES

# So few are looked through without a search.
_SOUGHT_FROM = 20


def decision_field() -> forms.CharField:
    """The decision that an act rests on."""
    return forms.CharField(
        label=_("Decision"),
        max_length=200,
        help_text=_("Whose, of which date and number"),
        error_messages={"required": _("Say whose decision it is, its date and number: the act rests on it")},
    )


class MergeForm(forms.Form):
    """Into which organisation is chosen before, on the same page."""

    kind = forms.ChoiceField(
        label=_("What the decision says"), choices=[(one.value, one.label) for one in (Kind.MERGED, Kind.CLOSED)]
    )
    on = DayField(label=_("From which day"), help_text=_("From this day the people are on record in the other one"))
    decision = decision_field()
    to = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    version = forms.IntegerField(widget=forms.HiddenInput)
    sign = SignField()


def _with_signs_of_names(name: str) -> str:
    try:
        return tidy_name(name)
    except NameHasSigns:
        raise forms.ValidationError(_("A name has letters, digits and marks, no other signs.")) from None
    except NameMissing:
        raise forms.ValidationError(_("A name needs letters.")) from None


class SplitForm(forms.Form):
    """The new organisation, and who goes there: whole subdivisions, a file, people one by one, or all of these."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As in the decision: with the full name of the institution, without abbreviations"),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=160)
    on = DayField(label=_("From which day"), help_text=_("From this day the people are on record in the new one"))
    decision = decision_field()
    subdivisions = forms.MultipleChoiceField(
        label=_("Whole subdivisions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField(
        label=_("File with a list of those who go over"),
        required=False,
        help_text=_("Names, and dates of birth where two bear one name; in any columns, Excel, LibreOffice or CSV"),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )
    seek = forms.CharField(
        label=_("Show only whose name or position has"),
        max_length=100,
        required=False,
        help_text=_("Then press “Show”. Whoever is ticked stays in the list"),
    )
    people = forms.MultipleChoiceField(label=_("Who goes over"), required=False, widget=forms.CheckboxSelectMultiple)
    # Who was chosen in any of these ways, once the person has seen who that is.
    chosen = forms.RegexField(r"^[0-9]{1,18}( [0-9]{1,18})*$", required=False, widget=forms.HiddenInput)
    sign = SignField()

    def __init__(
        self, *args: Any, subdivisions: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        for field, choices in (("subdivisions", subdivisions), ("people", people)):
            if choices:
                of_many = self.fields[field]
                assert isinstance(of_many, forms.MultipleChoiceField)  # noqa: S101  # said above
                of_many.choices = choices
            else:
                del self.fields[field]
        if len(people) <= _SOUGHT_FROM:
            del self.fields["seek"]

    def show_only(self, words: str) -> None:
        """Leave, of the people to be ticked, those whose name or position has the words, and the ticked ones."""
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # it is one
        ticked = {str(id_) for id_ in self.get_initial_for_field(field, "people") or ()}
        sought = fold(words).split()
        field.choices = [
            (id_, name) for id_, name in self._people if id_ in ticked or all(word in fold(name) for word in sought)
        ]

    @property
    def kept(self) -> list[forms.BoundField]:
        """What the page that asks once more carries along unseen."""
        return [self[name] for name in ("name", "short_name", "on", "decision")]

    def clean_name(self) -> str:
        """A name with the signs of names; told before anybody is chosen anew."""
        return _with_signs_of_names(self.cleaned_data["name"])

    def clean_short_name(self) -> str:
        """Likewise."""
        return _with_signs_of_names(self.cleaned_data["short_name"])

    def clean_chosen(self) -> set[int]:
        """Ids of stays."""
        return {int(id_) for id_ in self.cleaned_data["chosen"].split()}

    def clean_file(self) -> UploadedFile | None:
        """The file, unless it is bigger than a list of one organisation can be."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Remove the pictures from it."))
        return file


class TakeBackForm(forms.Form):
    """Why it never was so."""

    reason = forms.CharField(
        label=_("Why it is taken back"), max_length=200, help_text=_("What was mistaken: it stays in the journal")
    )
    sign = SignField()
