"""Days, moments and spans of time in words. Nothing here reads the clock."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from edinstvo.foundation.ui.typography import NBSP


def day(value: date) -> str:
    """«24 ноября 2026 года»: a full date inside a text."""
    return pgettext("full date in a text", "%(date)s") % {"date": day_plain(value)}


def day_plain(value: date) -> str:
    """«24 ноября 2026»: a date beside a caption."""
    return _unbroken(date_format(value, "j E Y"))


def day_short(value: date) -> str:
    """«24.11.2026»: a date in a table or a field."""
    return f"{value:%d.%m.%Y}"


def moment(at: datetime, *, now: datetime) -> str:
    """«сегодня, 09:12», «вчера, 16:40», «18 ноября, 14:05», «18 ноября 2025, 14:05» in the local time zone."""
    at, now = timezone.localtime(at), timezone.localtime(now)
    return f"{_day_near(at.date(), today=now.date())}, {at:%H:%M}"


def age(born_on: date, *, on: date) -> int:
    """Full years on a day; somebody born on 29 February has their birthday on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age_in_words(born_on: date, *, on: date) -> str:
    """«35 лет»."""
    return _years(age(born_on, on=on))


def span_in_words(since: date, *, until: date) -> str:
    """«11 лет 2 месяца», «5 месяцев», «меньше месяца»."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    if months < 1:
        return _("less than a month")
    parts = [_years(months // 12)] if months >= 12 else []
    if months % 12:
        parts.append(_unbroken(ngettext("%(count)d month", "%(count)d months", months % 12) % {"count": months % 12}))
    return " ".join(parts)


def _years(count: int) -> str:
    return _unbroken(ngettext("%(count)d year", "%(count)d years", count) % {"count": count})


def _day_near(value: date, *, today: date) -> str:
    if value == today:
        return _("today")
    if value == today - timedelta(days=1):
        return _("yesterday")
    return _unbroken(date_format(value, "j E")) if value.year == today.year else day_plain(value)


def _unbroken(text: str) -> str:
    return text.replace(" ", NBSP)
