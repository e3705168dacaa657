"""Plain controls of forms: no template for each of their options and attributes, no copy of what never changes."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language

_WIDGETS = "django/forms/widgets/"


class WholeTexts(DjangoTemplates):
    """As Django draws controls, but no browser cuts what is typed or pasted: the form says that it is too long."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The control, or the form, as HTML."""
        if "widget" in context:
            context["widget"]["attrs"].pop("maxlength", None)
        return mark_safe(super().render(template_name, context, request))  # noqa: S308  # an escaped template


class PlainControls(WholeTexts):
    """Draws texts, numbers and lists to choose from by itself, everything else as Django does.

    A list of eight choices goes through seventeen templates there, and a page of the register pays a tenth of its time.
    """

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The control as HTML."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        context["widget"]["attrs"].pop("maxlength", None)
        return mark_safe(draw(context["widget"]))  # noqa: S308  # every value is escaped below


class FixedSelect(forms.Select):
    """A list whose choices, without groups, and attributes stay as written: one drawing for each language and choice.

    What a stranger writes into an address is no choice and is drawn as none, so that there are few drawings.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._drawn: dict[tuple[str | None, str, str, str], SafeString] = {}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control as HTML."""
        chosen = next((str(one) for one, _label in self.choices if str(one) == str(value)), "")
        key = (get_language(), name, chosen, repr(attrs))
        if key not in self._drawn:
            self._drawn[key] = super().render(name, chosen, attrs, renderer)
        return self._drawn[key]


class FixedChoiceField(forms.ChoiceField):
    """A choice drawn as a FixedSelect."""

    widget = FixedSelect


class FixedFields(dict[str, forms.Field]):
    """The fields of a form that changes none of them: shared by all forms of its class, where Django copies each."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "FixedFields":
        return self


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_said(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _select(widget: Mapping[str, Any]) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>{groups}</select>'


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    drawn = "".join(
        f'<option value="{_said(one["value"])}"{_attributes(one["attrs"])}>{_said(one["label"])}</option>'
        for one in options
    )
    return f'<optgroup label="{_said(name)}">{drawn}</optgroup>' if name else drawn


def _attributes(given: Mapping[str, Any]) -> str:
    """True stands for a name alone, False for nothing."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_said(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _said(value: Any) -> str:
    """Escaped; not by Django's own function, which first asks each of a page's hundred values whether it is lazy."""
    text = value if isinstance(value, str) else str(value)
    return text if isinstance(text, SafeData) else escape(text)


_DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    f"{_WIDGETS}select.html": _select,
    **{f"{_WIDGETS}{kind}.html": _input for kind in ("input", "text", "number", "email", "hidden", "password")},
}
