"""The forms of a programme."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.insight.programme.models import Stage
from edinstvo.insight.programme.rules import MOST_CRITERIA, Asked, is_possible, offered
from edinstvo.insight.programme.web.words import INDICATORS
from edinstvo.registry.organisations.models import Organisation

MOST_BYTES = 20 * 1024 * 1024
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".odt", ".ods")
_NUMBERS = range(1, MOST_CRITERIA + 1)
_IMPOSSIBLE = _("Per cent go up to 100; people, cards and organisations are whole numbers above nothing")


class ProgrammeForm(forms.Form):
    """What it is called, its days, its decision; whose it is where somebody keeps several."""

    organisation = forms.ChoiceField(label=_("Whose programme"))
    name = forms.CharField(label=_("What the programme is called"), max_length=200)
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    body = forms.CharField(label=_("Who approved it"), max_length=200, help_text=_("The body that decided"))
    decision_on = PastDayField(label=_("Date of the decision"))
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(owners) > 1:
            choices = [(str(one.pk), one.short_name) for one in owners]
            self.fields["organisation"] = forms.ChoiceField(label=_("Whose programme"), choices=choices)
        else:
            del self.fields["organisation"]


class ValueField(forms.CharField):
    """A number as people write it: 80, 80 %, 62,5, 1 200."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short n"})

    def clean(self, value: Any) -> Any:
        """The number, None for nothing; raises ValidationError for anything else."""
        typed = "".join(str(super().clean(value)).split()).rstrip("%").replace(",", ".")
        if not typed:
            return None
        try:
            said = Decimal(typed)
        except InvalidOperation:
            said = Decimal("NaN")
        if not (said.is_finite() and abs(said) < 10**9) or said != round(said, 2):
            raise forms.ValidationError(_("This is not a number. Write it like 80 or 62,5"))
        return said


class StageForm(forms.Form):
    """What is to be done by when, who answers for it, and up to three indicators with the values to be reached."""

    title = forms.CharField(label=_("What the stage is called"), max_length=200)
    begins_on = DayField(label=_("First day"))
    due_on = DayField(label=_("To be done by"))
    work = forms.CharField(label=_("What is to be done"), max_length=2000, widget=forms.Textarea, required=False)
    responsible = forms.CharField(
        label=_("Who answers for it"), max_length=200, help_text=_("An office, or a person by name")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    indicator_1 = forms.ChoiceField(label=_("Indicator"), required=False)
    value_1 = ValueField(label=_("Value to be reached"), required=False, max_length=30)
    indicator_2 = forms.ChoiceField(label=_("Second indicator"), required=False)
    value_2 = ValueField(label=_("Value to be reached"), required=False, max_length=30)
    indicator_3 = forms.ChoiceField(label=_("Third indicator"), required=False)
    value_3 = ValueField(label=_("Value to be reached"), required=False, max_length=30)

    def __init__(self, *args: Any, to_regions: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {one.name for one in offered(to_regions=to_regions)}
        choices = [("", "—"), *((name, label) for name, label in INDICATORS.items() if name in known)]
        for number in _NUMBERS:
            self.fields[f"indicator_{number}"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if "regions_structured" in known:
            self.fields["value_1"].help_text = _(
                "For the structure of a region write 1: each region has one, and it is built or it is not"
            )

    @staticmethod
    def initial_of(stage: Stage) -> dict[str, Any]:
        """The form filled from a stage."""
        said = {
            name: getattr(stage, name) for name in ("title", "begins_on", "due_on", "work", "responsible", "version")
        }
        for number, one in enumerate(stage.criteria.order_by("pk"), start=1):
            value = f"{one.value.normalize():f}".replace(".", ",")
            said |= {f"indicator_{number}": one.indicator, f"value_{number}": value}
        return said

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the criteria, two by two."""
        return [(self[f"indicator_{number}"], self[f"value_{number}"]) for number in _NUMBERS]

    def clean(self) -> dict[str, Any]:
        """An indicator with its value, or neither."""
        said = super().clean() or self.cleaned_data
        for number in _NUMBERS:
            indicator, value = said.get(f"indicator_{number}"), said.get(f"value_{number}")
            if indicator and value is None and f"value_{number}" not in self.errors:
                self.add_error(f"value_{number}", _("Say which value has to be reached"))
            elif value is not None and not indicator:
                self.add_error(f"indicator_{number}", _("Choose the indicator, or leave the value empty"))
            elif indicator and value is not None and not is_possible(Asked(indicator, value)):
                self.add_error(f"value_{number}", _IMPOSSIBLE)
        return said

    def criteria(self) -> list[Asked]:
        """The criteria of a valid form."""
        pairs = (
            (self.cleaned_data[f"indicator_{number}"], self.cleaned_data[f"value_{number}"]) for number in _NUMBERS
        )
        return [Asked(indicator, value) for indicator, value in pairs if indicator]


class ReportForm(forms.Form):
    """What was done, on which day, and what shows it."""

    done_on = PastDayField(label=_("Done on"))
    text = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea)
    link = forms.CharField(
        label=_("Link"),
        max_length=500,
        required=False,
        help_text=_("To a decision, a report or a page on your site: https://…"),
        validators=[
            URLValidator(schemes=["http", "https"], message=_("This is no address. Copy it whole, with https://"))
        ],
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, a photograph, a document or a table, up to 20 MB"),
        error_messages={"empty": _("The file is empty. Choose another one")},
    )

    def clean_file(self) -> Any:
        """A file that others can open."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Send a smaller one, or a link to it"))
        if file and PurePath(file.name).suffix.lower() not in KINDS:
            raise forms.ValidationError(_("Such a file cannot be opened by everybody. Save it as PDF"))
        return file


class ReturnForm(forms.Form):
    """What has to be mended."""

    remark = forms.CharField(
        label=_("What has to be mended"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": _("Say what has to be mended: it is sent to them")},
    )


class WithdrawalForm(forms.Form):
    """Why it is withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=500)


class OwnStepForm(forms.Form):
    """What an organisation set itself."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due_on = DayField(label=_("To be done by"))
    responsible = forms.CharField(label=_("Who answers for it"), max_length=200)
    done_on = PastDayField(label=_("Done on"), required=False, help_text=_("Leave it empty as long as it is not done"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
