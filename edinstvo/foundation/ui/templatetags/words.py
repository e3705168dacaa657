"""Filters of every page: how values are written; `foundation/ui/README.md` shows them in use."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from edinstvo.foundation.ui import figures, moments, people, typography

register = template.Library()


@register.filter
def nbsp(text: Any) -> SafeString:
    """No-break spaces after №, initials and short words, before units."""
    return mark_safe(typography.glued(str(conditional_escape(text))))  # noqa: S308  # escaped in this very line


@register.filter
def number(value: Any) -> str:
    """1 960 719; an empty value stays empty."""
    return "" if value in (None, "") else figures.number(value)


@register.filter
def percent(value: Any) -> str:
    """«52 %» from 52."""
    return "" if value in (None, "") else figures.percent(value)


@register.filter
def share_of(part: int, whole: int) -> str:
    """«84 %» from 47 of 56; a dash when there is nothing to divide by."""
    return figures.share_said(part, whole)


@register.filter
def count_capped(value: int) -> str:
    """An exact count up to a thousand, «больше 1 000» above."""
    return figures.count_capped(value)


@register.filter
def day(value: date | None, form: str = "") -> str:
    """«24 ноября 2026 года»; "plain" leaves the word out, "short" gives 24.11.2026."""
    writer = {"": moments.day, "plain": moments.day_plain, "short": moments.day_short}[form]
    return "" if value is None else writer(value)


@register.filter
def moment(at: datetime | None, now: datetime | None = None) -> str:
    """«вчера, 16:40»."""
    return "" if at is None else moments.moment(at, now=now or timezone.now())


@register.filter
def age(born_on: date | None, on: date | None = None) -> str:
    """«35 лет», today unless another day is given."""
    return "" if born_on is None else moments.age_in_words(born_on, on=on or timezone.localdate())


@register.filter
def span(since: date, until: date | None = None) -> str:
    """«11 лет 2 месяца», until today unless another day is given."""
    return moments.span_in_words(since, until=until or timezone.localdate())


@register.filter
def person(value: object) -> str:
    """The full name, surname first."""
    return people.full_name(value)


@register.filter
def initials(value: object) -> str:
    """«Орешкина С. Н.» from a full name or a person."""
    return people.initials(value if isinstance(value, str) else people.full_name(value))


@register.filter
def phone(value: str | None) -> str:
    """«+7 910 555-01-12» from E.164."""
    return people.phone_in_words(value) if value else ""


@register.filter
def inpo(value: str | None) -> str:
    """«44-007-0123-2» from ten digits."""
    return people.inpo_in_words(value) if value else ""
