"""Pictures of the guide: `{% load guide %}`."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def picture(context: dict[str, Any], name: str, words: str) -> SafeString:
    """A picture of a screen in the language of the page, or nothing where none was taken; `words` say what it shows.

    Small, and a link to the large one, unless the page asks for `large_pictures`.
    """
    try:
        large, small = (static(f"office/guide/{get_language()}/{name}{end}.webp") for end in ("", "-small"))
    except ValueError:  # what the list of collected files does not know
        return SafeString("")
    if context.get("large_pictures"):
        return format_html('<figure><img src="{}" alt="{}" width="640" height="420"></figure>', large, words)
    shown = '<figure><a href="{}"><img src="{}" alt="{}" width="160" height="105" loading="lazy"></a></figure>'
    return format_html(shown, large, small, words)
