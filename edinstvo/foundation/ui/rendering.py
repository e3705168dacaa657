"""Form fields as the design system draws them: label, hint, red-pen sentence, control."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, Field, fields, widgets
from django.utils.safestring import SafeString

from edinstvo.foundation.ui.fields import DayField

_SHORT = (fields.DateField, fields.IntegerField, fields.TimeField)
_INPUT_MODES: list[tuple[type[Field], str]] = [
    # A date keyboard needs its dots, and only the decimal one has them everywhere.
    (DayField, "decimal"),
    (fields.DateField, "decimal"),
    (fields.IntegerField, "numeric"),
    (fields.EmailField, "email"),
]


@dataclass(frozen=True)
class FieldView:
    """One field ready to be drawn; `kind` is "one" (a control), "tick" (one box) or "group" (a fieldset of boxes)."""

    bound: BoundField
    kind: str
    control: SafeString

    @property
    def hint_id(self) -> str:
        return f"{self.bound.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.bound.auto_id}_error"

    @property
    def is_optional(self) -> bool:
        """Whether to say so: optional fields are marked, not the required ones."""
        return not self.bound.field.required and self.kind == "one"


def field_view(bound: BoundField) -> FieldView:
    """What the template of a field needs."""
    kind = _kind(bound)
    return FieldView(bound=bound, kind=kind, control=bound.as_widget(attrs=_attributes(bound)))


def summary(form: BaseForm) -> list[tuple[str, str, str]]:
    """(address on the page, label, sentence) for every error, the form's own first with no address or label."""
    lines = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        lines += [(_first_control(bound), str(bound.label), _after_a_colon(str(error))) for error in bound.errors]
    return lines


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return "tick"
    return "group" if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple) else "one"


def _attributes(bound: BoundField) -> dict[str, Any]:
    """Attributes that a field deserves by its kind, unless its widget already has them.

    Nothing is completed by the browser by default: a chair writes down other people, not themselves.
    """
    field, given = bound.field, bound.field.widget.attrs
    wanted: dict[str, Any] = {"autocomplete": "off"}
    mode = next((mode for kind, mode in _INPUT_MODES if isinstance(field, kind)), None)
    if mode:
        wanted["inputmode"] = mode
    if isinstance(field, _SHORT):
        wanted["class"] = "short n"
    if isinstance(field.widget, widgets.Textarea):
        wanted["rows"] = 3
    if isinstance(field.widget, widgets.Select | widgets.CheckboxInput | widgets.FileInput):
        wanted.pop("autocomplete")
    return {name: value for name, value in wanted.items() if name not in given or name == "rows"}


def _first_control(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else bound.auto_id


def _after_a_colon(sentence: str) -> str:
    """«Фамилия: поле не заполнено»; an abbreviation keeps its capitals."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
