"""How long messages are kept: they hold addresses and personal words."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.notices.models import Notice, State
from edinstvo.foundation.retention.kinds import Line, RowsKind, beginning_of, declare, seen_by, seen_with_the_journal
from edinstvo.foundation.retention.rules import Period

KEPT_FOR = Period(days=365)


def _due(before: date) -> QuerySet[Any]:
    """What waits still is never due."""
    return Notice.objects.filter(created_at__lt=beginning_of(before)).exclude(state=State.WAITING)


def _lines(rows: QuerySet[Any], limit: int) -> list[Line]:
    return [Line(notice.subject, removed=[(_("To whom"), notice.address or notice.name)]) for notice in rows[:limit]]


declare(
    RowsKind(
        code="notices.messages",
        name=_("Messages"),
        removed=_("The message with its words and the address it went to"),
        stays=_("What the journal says of the act that it told of"),
        counted_from=_("the day it was written"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose; a year, to answer whether it was sent"),
        proposed=KEPT_FOR,
        shows_people=True,
        due=_due,
        seen=seen_by(seen_with_the_journal),
        lines=_lines,
    )
)
