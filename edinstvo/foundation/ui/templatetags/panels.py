"""What slices above show on the pages of slices below: `{% load panels %}`."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from edinstvo.foundation.ui.panels import drawn_panels

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: template.Context, of: str, subject: Any, on: date | None = None) -> SafeString:
    """The panels of a page about the subject, today or on a past day."""
    drawn = drawn_panels(of=of, request=context["request"], subject=subject, on=on)
    return mark_safe("".join(drawn))  # noqa: S308  # each escaped by its own template
