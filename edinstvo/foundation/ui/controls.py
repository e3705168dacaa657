"""Plain controls of forms, written without a template for each of their options and attributes."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeData, SafeString, mark_safe

_WIDGETS = "django/forms/widgets/"


class PlainControls(DjangoTemplates):
    """Draws texts, numbers and lists to choose from by itself, everything else as Django does.

    A list of eight choices goes through seventeen templates there, and a page of the register pays a tenth of its time.
    """

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The control as HTML."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308  # an escaped template
        return mark_safe(draw(context["widget"]))  # noqa: S308  # every value is escaped below


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
