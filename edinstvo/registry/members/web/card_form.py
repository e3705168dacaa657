"""The form that paper cards are typed into, one after another."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import DayField, PastDayField
from edinstvo.registry.members.models import Category, Sex
from edinstvo.registry.members.rules.people import YOUNGEST, suggested_sex
from edinstvo.registry.members.web.fields import PhoneField
from edinstvo.registry.members.web.forms import DatedForm, NameFields

BY_PATRONYMIC = "by_patronymic"
_SEXES = [(BY_PATRONYMIC, _("as the patronymic says")), *Sex.choices, ("", _("not known"))]
_YEAR = re.compile(r"\s*((?:19|20)[0-9]{2})\s*")
_SHORT_YEAR = re.compile(r"\s*(?:[0-9]{6}|[0-9]{1,2}\D{1,3}[0-9]{1,2}\D{1,3}[0-9]{2})\s*")


class BirthField(DayField):
    """A date of birth as it stands on a card: 010280 and 1.2.80 too; two digits never mean a child."""

    def to_python(self, value: Any) -> date | None:
        """The date that was typed; raises ValidationError."""
        born = super().to_python(value)
        if born is None or not isinstance(value, str) or not _SHORT_YEAR.fullmatch(value):
            return born
        return born.replace(year=born.year - 100) if born.year > timezone.localdate().year - YOUNGEST else born


class SinceField(PastDayField):
    """A day that has come; a year alone is its first day, as on cards that say no more."""

    def to_python(self, value: Any) -> date | None:
        """The date that was typed; raises ValidationError."""
        if isinstance(value, str) and (year := _YEAR.fullmatch(value)):
            return date(int(year[1]), 1, 1)
        return super().to_python(value)


class CardForm(NameFields, DatedForm):
    """One card. What stands in KEPT is typed once and stays from card to card.

    `asked` says which namesakes the answer `is_another` is about, `card` which card put aside this is.
    """

    birth_date = BirthField(label=_("Date of birth"), required=False)
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    ticket_number = forms.CharField(label=_("Number of the ticket"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=_SEXES, initial=BY_PATRONYMIC, required=False)
    place = forms.ChoiceField(label=_("Where exactly"), required=False)
    category = forms.ChoiceField(label=_("Category"), choices=[("", _("not known")), *Category.choices], required=False)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    joined_on = SinceField(label=_("Joined the union on"), required=False)
    registered_on = SinceField(label=_("On record since"), required=False)
    application_on = PastDayField(label=_("Date of the application"), required=False)
    decision_on = PastDayField(label=_("Date of the decision"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    card = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    organisation = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    KEPT = (
        "place",
        "category",
        "position",
        "joined_on",
        "registered_on",
        "application_on",
        "decision_on",
        "decision_number",
    )
    SECTIONS = (
        (
            _("The card"),
            ("last_name", "first_name", "middle_name", "birth_date", "phone", "ticket_number", "sex"),
        ),
        (_("Stays from card to card"), KEPT),
    )

    def set_places(self, places: list[tuple[str, Any]]) -> None:
        """(id, name) of the organisation and its parts; one alone needs no choosing."""
        if len(places) > 1:
            self.fields["place"] = forms.ChoiceField(label=_("Where exactly"), choices=places)
        else:
            self.fields.pop("place", None)

    def clean(self) -> dict[str, Any]:
        """The sex that was agreed to by leaving it to the patronymic."""
        said: dict[str, Any] = super().clean()
        if said.get("sex") == BY_PATRONYMIC:
            said["sex"] = suggested_sex(said.get("middle_name", "")) or ""
        return said

    def point_at(self) -> None:
        """Let the page open with the cursor in the first field that is wrong, or in the first one."""
        wrong = [name for name in self.fields if name in self.errors] if self.is_bound else []
        name = next((name for name in wrong if not self[name].is_hidden), "last_name")
        self.fields[name].widget.attrs["autofocus"] = True

    @staticmethod
    def kept_of(sent: Mapping[str, Any]) -> dict[str, str]:
        """What the next card begins with, as it was typed."""
        return {name: str(sent[name])[:200] for name in CardForm.KEPT if sent.get(name)}
