"""Pictures of the guide: `{% load guide %}`."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# As bin/pictures makes them: drawn at half their size, sharp on paper and on fine screens.
WIDTH, HEIGHT = 640, 420


@register.simple_tag
def picture(name: str, words: str) -> SafeString:
    """A picture of a screen in the language of the page, or nothing where none was taken; `words` say what it shows."""
    try:
        address = static(f"office/guide/{get_language()}/{name}.webp")
    except ValueError:  # what the list of collected files does not know
        return SafeString("")
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></figure>', address, words, WIDTH, HEIGHT
    )
