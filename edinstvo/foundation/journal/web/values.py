"""Values of the journal as people read them."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.journal.models import VALUE_REMOVED
from edinstvo.foundation.journal.web.words import VALUES
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_short, moment
from edinstvo.foundation.ui.people import phone_in_words

PLACE = "organisation_id"
# What people type may look like one of our codes: a login «chair», a position «student».
_AS_TYPED = {"login", "name", "short_name", "last_name", "first_name", "middle_name", "position", "subdivision"}


def in_words(name: str, value: Any) -> str:
    """A value as people write it; "" for what is not there, and for a row's number, which tells nobody anything."""
    match value:
        case None | "":
            return ""
        case _ if value == VALUE_REMOVED:
            return str(VALUES[value])
        case bool():
            return _("yes") if value else _("no")
        case int():
            return "" if name == PLACE else number(value)
        case str() if name == "phone":
            return phone_in_words(value)
        case str() if name not in _AS_TYPED:
            return _day(value) or str(VALUES.get(value, value))
    return str(value)


def _day(value: str) -> str:
    """A day, or a moment, of the ISO calendar; "" for any other text."""
    try:
        if len(value) == 10 and value[4] == "-":
            return day_short(date.fromisoformat(value))
        return moment(datetime.fromisoformat(value), now=timezone.now()) if value[10:11] == "T" else ""
    except ValueError:
        return ""
