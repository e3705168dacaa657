"""The filters of the list of members: everything lives in the address, anything may be missing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.controls import FixedChoiceField, FixedFields, PlainControls
from edinstvo.foundation.ui.fields import DayField, SearchField
from edinstvo.registry.members.models import Category, EndReason
from edinstvo.registry.members.queries.listing import STATES
from edinstvo.registry.members.queries.narrowing import NO_TRANSFER, ONLINE
from edinstvo.registry.members.queries.unchanged import CHANGES
from edinstvo.registry.members.web.fields import YearsField

_ORDERS = {
    "name": _("by name, from the first letter"),
    "-name": _("by name, from the last letter"),
    "day": _("by the day of the birthday"),
    "oldest": _("from the oldest"),
    "youngest": _("from the youngest"),
    "newest": _("from the last admitted"),
    "longest": _("from the first admitted"),
    "left": _("from the last who left"),
    "joined": _("from the last who joined the union"),
}
# What may be looked for the lack of, in the words of a list.
LACKS = {
    "birth_date": _("without a birth date"),
    "phone": _("without a telephone"),
    "sex": _("without a sex"),
    "category": _("without a category"),
    "joined_on": _("without a joining date"),
    "consent": _("without the consent that is required"),
    "electronic_record": _("kept on paper"),
    "plastic_card": _("without a plastic card"),
    "virtual_card": _("without a virtual card"),
    "bonus": _("not in the bonus programme"),
    CHANGES: _("without a change for a year"),
}
SUSPENDED = {
    "now": _("suspended"),
    "overdue": _("suspended, was to be resumed already"),
    "not": _("not suspended"),
}
JUBILEES = {"age": _("of birth: 50, 55, 60 and on"), "union": _("of joining: 10, 15, 20 years and on")}
REASONS = {**dict(EndReason.choices), NO_TRANSFER: _("Any but a transfer")}
APPLIED = {ONLINE: _("on the website")}
_ANY = [("", _("any"))]
_UNASKED = [("", _("does not matter"))]


class YearField(forms.RegexField):
    """A year of our time."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a year in four digits, for example 2026")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^\s*(19|20|21)[0-9]{2}\s*$", **kwargs)

    def clean(self, value: Any) -> int | None:
        """The number, or None where nothing is written; raises ValidationError."""
        typed = super().clean(value)
        return int(typed) if typed else None


class FilterForm(forms.Form):
    """What of the list is wanted."""

    default_renderer = PlainControls
    q = SearchField(required=False)
    organisation = forms.RegexField(r"^([0-9]{10}|n[0-9]{1,18})$", required=False, label=_("Organisation"))
    state = FixedChoiceField(choices=[(name, name) for name in STATES], required=False)
    category = FixedChoiceField(label=_("Category"), choices=[*_ANY, *Category.choices], required=False)
    age_from = YearsField(label=_("Age from"), required=False)
    age_to = YearsField(label=_("Age to"), required=False)
    incomplete = forms.BooleanField(required=False)
    lacks = FixedChoiceField(label=_("What is missing"), choices=[*_UNASKED, *LACKS.items()], required=False)
    suspended = FixedChoiceField(label=_("Suspension"), choices=[*_UNASKED, *SUSPENDED.items()], required=False)
    on = DayField(label=_("As of a day"), required=False)
    joined_from = DayField(label=_("Joined the union from"), required=False)
    joined_to = DayField(label=_("Joined the union until"), required=False)
    came_from = DayField(label=_("Taken on record, not by transfer, from"), required=False)
    came_to = DayField(label=_("Taken on record, not by transfer, until"), required=False)
    left_from = DayField(label=_("Left from"), required=False)
    left_to = DayField(label=_("Left until"), required=False)
    reason = FixedChoiceField(label=_("Reason"), choices=[*_ANY, *REASONS.items()], required=False)
    applied = FixedChoiceField(label=_("Applied"), choices=[*_UNASKED, *APPLIED.items()], required=False)
    month = forms.TypedChoiceField(
        label=_("Month"), choices=[*_UNASKED, *MONTHS.items()], coerce=int, empty_value=None, required=False
    )
    jubilee = FixedChoiceField(label=_("Jubilee"), choices=[*_UNASKED, *JUBILEES.items()], required=False)
    year = YearField(label=_("Year"), required=False)
    sort = FixedChoiceField(label=_("Order"), choices=list(_ORDERS.items()), required=False)

    # Always offered beside the list; the others are shown once they were asked for, on the page of ready lists.
    OFFERED = ("category", "lacks", "suspended", "on")
    HALVES = ("age_from", "age_to")
    RARE = (
        *("joined_from", "joined_to", "came_from", "came_to", "left_from", "left_to"),
        *("reason", "applied", "month", "jubilee", "year"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None, **kwargs: Any):
        # A field costs a page as much as a row of it, and nobody asks for most of these: only the asked ones are here.
        asked = {*(data or ()), *(initial or ())}
        self.base_fields = FixedFields(  # type: ignore[misc]  # of this form alone: the class keeps them all
            (name, field) for name, field in self.base_fields.items() if name not in self.RARE or name in asked
        )
        super().__init__(data, initial=initial, **kwargs)

    def clean_on(self) -> date | None:
        """A day that has come: nobody knows who will be on record."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year"))
        return day

    def clean(self) -> dict[str, Any]:
        """A jubilee is one of this year, if no other is named; a period ends after it begins."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("jubilee") and said.get("year") is None:
            said["year"] = timezone.localdate().year
        for since, until in _PERIODS:
            if said.get(since) is not None and said.get(until) is not None and said[since] > said[until]:
                self.add_error(until, _("This is less than the beginning. Check both"))
        return said

    @property
    def is_mistyped(self) -> bool:
        """Whether something that people type needs a second look; of what is chosen nonsense is left out."""
        return bool(self.mistyped)

    @property
    def mistyped(self) -> list[forms.BoundField]:
        """The fields that need it."""
        return [self[name] for name in self.fields if name in _TYPED and name in self.errors]

    @property
    def is_untouched(self) -> bool:
        """Whether no condition is asked for: then what is offered is the same on every page."""
        return not any(self.data.get(name) for name in (*self.OFFERED, *self.HALVES, *self.RARE))

    @property
    def offered(self) -> list[forms.BoundField]:
        """The conditions that stand under each other."""
        return [self[name] for name in self._shown((*self.OFFERED, *self.RARE))]

    @property
    def halves(self) -> list[forms.BoundField]:
        """The two ages, beside each other."""
        return [self[name] for name in self.HALVES]

    def _shown(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self.OFFERED or self.data.get(name)]


# What begins and what ends: nobody is found where the end comes first.
_PERIODS = (
    ("age_from", "age_to"),
    ("joined_from", "joined_to"),
    ("came_from", "came_to"),
    ("left_from", "left_to"),
)
_TYPED = frozenset({name for period in _PERIODS for name in period} | {"on", "year"})
