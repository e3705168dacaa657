"""The forms of members: admit, bring back, edit, rename, correct, end, and the filters of the list."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.registry.members.models import Category, EndReason, Sex
from edinstvo.registry.members.rules.people import is_plausible_birth
from edinstvo.registry.members.web.fields import InnField, PersonNameField, PhoneField, SnilsField

_UNKNOWN = [("", _("not known"))]


class DatedForm(forms.Form):
    """A form in sections that knows which day it is, and what of it this union keeps."""

    SECTIONS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.order_fields([name for _title, names in self.SECTIONS for name in names])
        for name, is_kept in (("snils", settings.STORE_SNILS), ("inn", settings.STORE_INN)):
            if not is_kept:
                self.fields.pop(name, None)

    def clean_birth_date(self) -> date | None:
        """A day on which a member can have been born."""
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and born > self.on:
            raise forms.ValidationError(_("This day has not come yet. Check the year"))
        if born is not None and not is_plausible_birth(born, self.on):
            raise forms.ValidationError(_("A member is at least 14 and at most 100 years old. Check the year"))
        return born

    def clean(self) -> dict[str, Any]:
        """Nobody joins before they are born."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("application_on", "decision_on", "registered_on", "joined_on"):
            if (said.get(name) or date.max) < (said.get("birth_date") or date.min):
                self.add_error(name, _("This day is before the date of birth. Check both"))
        return said

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """(heading, fields) in the order of asking, without what is left out."""
        parts = ((title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS)
        return [(title, fields) for title, fields in parts if fields]

    @property
    def columns(self) -> list[list[tuple[Any, list[forms.BoundField]]]]:
        """The sections in two halves, to stand beside each other where there is room."""
        sections = self.sections
        sizes = [len(fields) for _title, fields in sections]
        middle = min(range(1, len(sizes) + 1), key=lambda cut: abs(sum(sizes[:cut]) - sum(sizes[cut:])))
        return [sections[:middle], sections[middle:]]

    def leave_out(self, names: Iterable[str]) -> None:
        """Ask for these no more: they are known, or nobody here may say them."""
        for name in names:
            self.fields.pop(name, None)


class NameFields(forms.Form):
    """How somebody is called."""

    last_name = PersonNameField(label=_("Surname"), max_length=100)
    first_name = PersonNameField(label=_("First name"), max_length=100)
    middle_name = PersonNameField(label=_("Patronymic"), max_length=100, required=False)


class WhoFields(NameFields):
    """Who somebody is."""

    has_no_middle_name = forms.BooleanField(label=_("Has no patronymic"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[*_UNKNOWN, *Sex.choices], required=False)
    birth_date = DayField(label=_("Date of birth"), required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody has a patronymic and none."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("has_no_middle_name") and said.get("middle_name"):
            self.add_error("has_no_middle_name", _("A patronymic is given above. Leave one of the two"))
        return said


class ContactFields(forms.Form):
    """How to reach somebody, and the state's numbers where this union keeps them."""

    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    snils = SnilsField(label=_("SNILS"), max_length=20, required=False)
    inn = InnField(label=_("INN"), max_length=20, required=False)

    def clean_email(self) -> str:
        """In small letters."""
        return str(self.cleaned_data["email"]).lower()


class WorkFields(forms.Form):
    """Work or study, and the number of the ticket."""

    category = forms.ChoiceField(label=_("Category"), choices=[*_UNKNOWN, *Category.choices], required=False)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    subdivision = forms.CharField(label=_("Subdivision"), max_length=200, required=False)
    ticket_number = forms.CharField(label=_("Number of the ticket"), max_length=40, required=False)


class PaperFields(forms.Form):
    """The papers of an admission."""

    application_on = PastDayField(label=_("Date of the application"), required=False)
    decision_on = PastDayField(label=_("Date of the decision"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)


class StayFields(PaperFields):
    """The papers and the first days of a stay."""

    registered_on = PastDayField(
        error_messages={"to_come": _("This day has not come yet. Enter the admission when it has")},
        label=_("On record since"),
        required=False,
        help_text=_("Left empty: the day of the decision, or today"),
    )
    place = forms.ChoiceField(label=_("Where exactly"), required=False)

    def set_places(self, places: list[tuple[str, Any]]) -> None:
        """(id, name) of the organisation and its parts; one alone needs no choosing."""
        if len(places) > 1:
            self.fields["place"] = forms.ChoiceField(label=_("Where exactly"), choices=places)
        else:
            self.fields.pop("place", None)


class AdmitForm(WhoFields, ContactFields, WorkFields, StayFields, DatedForm):
    """Somebody to be taken on record. `asked` says which namesakes the answer `is_another` is about."""

    joined_on = PastDayField(
        label=_("Joined the union on"),
        required=False,
        help_text=_("Left empty: the same day, they join for the first time"),
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    organisation = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    SECTIONS = (
        (_("Who"), ("last_name", "first_name", "middle_name", "has_no_middle_name", "birth_date", "sex")),
        (_("Contacts"), ("phone", "email", "snils", "inn")),
        (_("Work or study"), ("place", "category", "position", "subdivision")),
        (
            _("Admission"),
            ("application_on", "decision_on", "decision_number", "registered_on", "joined_on", "ticket_number"),
        ),
    )


class ReadmitForm(WorkFields, StayFields, DatedForm):
    """A former member to be taken on record again."""

    SECTIONS = (
        (_("Admission"), ("place", "application_on", "decision_on", "decision_number", "registered_on")),
        (_("Work or study"), ("category", "position", "subdivision", "ticket_number")),
    )


class EditForm(WhoFields, ContactFields, WorkFields, PaperFields, DatedForm):
    """What changes in the life of a member, and what was not known yet. `version` is what the person saw."""

    joined_on = PastDayField(label=_("Joined the union on"), required=False)
    category_from = DayField(
        label=_("Category since"), required=False, help_text=_("Only if it changes. Left empty: today")
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=40)
    SECTIONS = (
        (_("Who"), ("last_name", "first_name", "middle_name", "has_no_middle_name", "birth_date", "sex")),
        (_("Contacts"), ("phone", "email", "snils", "inn")),
        (_("Papers"), ("application_on", "decision_on", "decision_number", "joined_on")),
        (_("Work or study"), ("category", "category_from", "position", "subdivision", "ticket_number")),
    )


class RenameForm(NameFields):
    """Another name and since when it is borne."""

    since = PastDayField(label=_("Since which day"), required=False, help_text=_("If it is known"))
    document = forms.CharField(
        label=_("By which document"), max_length=200, required=False, help_text=_("It stays in the journal")
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=40)


class CorrectForm(NameFields, DatedForm):
    """What was written wrongly, and why that is known."""

    birth_date = DayField(label=_("Date of birth"), required=False)
    joined_on = PastDayField(label=_("Joined the union on"), required=False)
    registered_on = PastDayField(label=_("On record since"))
    ended_on = PastDayField(label=_("Not on record since"), required=False)
    end_reason = forms.ChoiceField(label=_("Reason"), choices=EndReason.choices, required=False)
    never_ended = forms.BooleanField(
        label=_("The membership did not end: the end was entered by mistake"), required=False
    )
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        help_text=_("It stays in the journal: “a slip of the pen in the paper card”"),
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=40)


class EndForm(forms.Form):
    """The first day on which somebody is not on record, and why."""

    ended_on = PastDayField(label=_("Not on record since"))
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", _("Choose")), *EndReason.choices])
    decision = forms.CharField(
        label=_("Application or decision"), max_length=200, required=False, help_text=_("Date and number")
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=40)
