"""Tags and filters of every page; `foundation/ui/README.md` shows them in use."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from edinstvo.foundation.ui import charts, figures, rendering
from edinstvo.foundation.ui.late import owner_field
from edinstvo.foundation.ui.paging import ListPage

register = template.Library()

_NOTE_ICONS = {"ok": "check", "": "info", "warn": "triangle-alert", "stop": "circle-alert"}


# --- small things -----------------------------------------------------------------------------------------------------
# A page has some twenty of a few dozen there are, and where the sprite lies does not change while the process lives.
@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture beside a word, from the sprite; it says nothing to a screen reader."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("ui/icons.svg"), name)


@register.simple_tag
def tag(text: str, kind: str = "") -> SafeString:
    """A state in one or two words: `kind` is "", "ok", "info", "warn" or "stop"."""
    return format_html('<span class="tag {}">{}</span>', kind, text)


@register.simple_tag
def chip(url: str, text: str, count: int | None = None, current: bool = False) -> SafeString:
    """A filter with its count, a link; the one that is on carries aria-current."""
    is_on = mark_safe(' aria-current="true"') if current else ""
    number = "" if count is None else format_html(' <span class="n">{}</span>', figures.count_capped(count))
    return format_html('<a class="chip" href="{}"{}>{}{}</a>', url, is_on, text, number)


@register.inclusion_tag("ui/_button.html")
def button(
    text: str, kind: str = "main", icon: str = "", busy: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """A button that acts: verb and object; `busy` is what it says while the act is on its way."""
    return {"text": text, "kind": kind, "icon": icon, "busy": busy, "name": name, "value": value}


@register.simple_tag
def crumb(url: str, text: str) -> SafeString:
    """One step of the path above the heading."""
    return format_html('<li><a href="{}">{}</a></li>', url, text)


@register.simple_tag(takes_context=True)
def once(context: template.Context) -> SafeString:
    """The token by which a page under `@acts_once` knows a form sent twice, and whose form it is (ui/late.py)."""
    owner = owner_field(context.get("request"))
    return format_html('<input type="hidden" name="once" value="{}">{}', uuid4(), owner)


@register.inclusion_tag("ui/_meter.html")
def meter(value: int, of: int, label: str, target: int | None = None) -> dict[str, Any]:
    """A bar of `value` out of `of`; `target` in percent. Always stands beside the same figures in text."""
    width = figures.share(value, of) or 0
    reached = target is not None and width >= target
    return {"width": min(width, 100), "label": label, "target": target, "reached": reached}


@register.inclusion_tag("ui/_fact.html")
def fact(label: str, value: Any, add_url: str = "") -> dict[str, Any]:
    """A pair of a `<dl class="facts">`; a missing value is said in amber, with a link to add it."""
    return {"label": label, "value": value, "add_url": add_url}


# --- things with something inside -------------------------------------------------------------------------------------
@register.simple_block_tag
def note(content: SafeString, kind: str = "", live: bool = False) -> SafeString:
    """A message where the eye is: "", "ok", "warn", "stop"; `live` when it answers what a person just did."""
    role = mark_safe(' role="alert"' if kind == "stop" else ' role="status"') if live else ""  # noqa: S308  # two constants
    return format_html('<div class="note {}"{}>{}<div>{}</div></div>', kind, role, icon(_NOTE_ICONS[kind]), content)


@register.simple_block_tag
def fig(content: SafeString, label: str, value: Any, url: str = "") -> SafeString:
    """One figure of a `<ul class="figs">`: label, number (a link to its rows), denominator and target inside."""
    return mark_safe(render_to_string("ui/_fig.html", {"label": label, "value": value, "url": url, "content": content}))  # noqa: S308  # an escaped template


@register.simple_block_tag
def nothing_yet(content: SafeString, title: str) -> SafeString:
    """An empty state: what will be here, why, one button."""
    return format_html('<div class="empty squared"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def wide(content: SafeString, label: str) -> SafeString:
    """A table wider than a phone: scrolls inside its own region and says that it does."""
    return mark_safe(render_to_string("ui/_wide.html", {"label": label, "content": content}))  # noqa: S308  # an escaped template


@register.simple_block_tag
def around(content: SafeString, before: str, after: str) -> SafeString:
    """Wrap the content, unless it is blank: an empty block of a page leaves no empty list behind."""
    return mark_safe(f"{before}{content}{after}" if content.strip() else "")  # noqa: S308  # the template's own text


# --- larger parts -----------------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/_steps.html")
def steps(names: Sequence[str], current: int, label: str) -> dict[str, Any]:
    """Three to six steps of a way; `current` counts from 1."""
    return {"names": names, "current": current, "label": label}


@register.inclusion_tag("ui/_progress.html")
def progress(done: int, total: int | None, words: str, url: str = "", live_url: str = "") -> dict[str, Any]:
    """How far a piece of background work is. `url` gives this same fragment anew, `live_url` streams that it moved.

    An unknown total shows a bar without an end. While `url` is given the fragment asks for itself again.
    """
    return {"done": done, "total": total, "words": words, "url": url, "live_url": live_url}


@register.inclusion_tag("ui/_pager.html")
def pager(page: ListPage) -> dict[str, ListPage]:
    """Under a list: who is shown, and links on by name."""
    return {"page": page}


@register.inclusion_tag("ui/_versus.html")
def versus(
    rows: Sequence[tuple[str, str, str, str]], yours: str = "", theirs: str = "", *, fills: bool = False
) -> dict[str, Any]:
    """A save conflict: (field name, caption, yours, theirs); where they differ a person chooses, theirs being kept.

    With captions of their own the two sides are two records: the first is kept, and with `fills` what one side lacks
    comes from the other without a question.
    """
    asked = [(*row, row[2] != row[3] and not (fills and not (row[2] and row[3]))) for row in rows]
    named = {"yours": yours or _("You wrote"), "theirs": theirs or _("Saved meanwhile")}
    return {"rows": asked, **named, "keeps_yours": bool(yours)}


@register.inclusion_tag("ui/_bar_chart.html")
def bar_chart(points: Sequence[tuple[str, int]], title: str, unit: str, unfinished: bool = False) -> dict[str, Any]:
    """Bars with their figures above, a title, a unit, and the same figures in words."""
    drawn = charts.bars(points, last_is_unfinished=unfinished)
    return {"bars": drawn, "width": charts.BAR_STEP * max(len(drawn), 1), "title": title, "unit": unit}


@register.inclusion_tag("ui/_sparkline.html")
def sparkline(values: Sequence[int], label: str) -> dict[str, Any]:
    """A line of at most twelve points, the last one marked; `label` says it in a sentence."""
    return {"points": charts.sparkline(values), "label": label}


@register.inclusion_tag("ui/_form.html")
def render_form(form: BaseForm) -> dict[str, Any]:
    """The summary of errors with links, then every field. The `<form>` and its buttons stay the page's own."""
    return {"form": form, "fields": [rendering.field_view(bound) for bound in form], "errors": rendering.summary(form)}


@register.inclusion_tag("ui/_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """Only the summary, for a page that places its fields itself with `render_field`."""
    return {"errors": rendering.summary(form)}


@register.inclusion_tag("ui/_field.html")
def render_field(bound: BoundField) -> dict[str, Any]:
    """One field."""
    return {"field": rendering.field_view(bound)}
