"""Seniority in words: how much it is, and why each interruption did or did not break it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from edinstvo.foundation.ui.moments import day_plain
from edinstvo.foundation.ui.typography import NBSP
from edinstvo.registry.members.rules.seniority import Break, Seniority

AFTER = {
    "transferred": gettext_lazy("After a transfer"),
    "dismissed": gettext_lazy("After leaving the job"),
    "graduated": gettext_lazy("After finishing studies"),
    "own_wish": gettext_lazy("After leaving at their own wish"),
    "expelled": gettext_lazy("After being expelled"),
    "other": gettext_lazy("After another reason"),
    # No rule gives it months: whoever came back after it was no dead person, and the reason is to be corrected.
    "died": gettext_lazy("After an end by death"),
}


@dataclass(frozen=True)
class Line:
    """One link of the chain: the day it is told by, the words, why, and whether the seniority went on."""

    on: date
    words: str
    why: str
    keeps: bool


@dataclass(frozen=True)
class SeniorityTold:
    """What a page says of a seniority."""

    sum: str
    basis: str
    lines: list[Line]
    until: date
    counted_from: date
    is_joining_known: bool


def told(found: Seniority) -> SeniorityTold:
    """The seniority in words."""
    return SeniorityTold(
        sum=in_words(found),
        basis=basis(found),
        lines=lines_of(found),
        until=found.until,
        counted_from=found.counted_from,
        is_joining_known=found.is_joining_known,
    )


def in_words(found: Seniority) -> str:
    """«16 лет 2 месяца 23 дня»; «0 дней» on the very first day."""
    parts = [
        ngettext("%(count)d year", "%(count)d years", found.years) % {"count": found.years} if found.years else "",
        ngettext("%(count)d month", "%(count)d months", found.months) % {"count": found.months} if found.months else "",
    ]
    if found.days or not any(parts):
        parts.append(ngettext("%(count)d day", "%(count)d days", found.days) % {"count": found.days})
    return " ".join(part.replace(" ", NBSP) for part in parts if part)


def months_in_words(months: int) -> str:
    """«в течение 6 месяцев», «не сохраняется»."""
    if not months:
        return _("is not kept")
    return ngettext("within %(count)d month", "within %(count)d months", months) % {"count": months}


def basis(found: Seniority) -> str:
    """From which day it is counted, and what of it is left out."""
    said = {"day": day_plain(found.since)}
    if not found.is_joining_known:
        words = [_("The day of joining is not known: counted from the first day on record, %(day)s.") % said]
    else:
        words = [_("Counted from %(day)s.") % said]
    if not found.breaks:
        words.append(_("It was not interrupted."))
    if found.suspended_days:
        days = {"count": found.suspended_days}
        words.append(
            ngettext(
                "%(count)d day of suspension is left out.",
                "%(count)d days of suspension are left out.",
                found.suspended_days,
            )
            % days
        )
    return " ".join(words)


def lines_of(found: Seniority) -> list[Line]:
    """The interruptions, the newest first."""
    return [_line(one) for one in reversed(found.breaks)]


def _line(one: Break) -> Line:
    words = _("Out of the union from %(begin)s until %(end)s") % {
        "begin": day_plain(one.left_on),
        "end": day_plain(one.back_on),
    }
    return Line(on=one.left_on, words=words, why=_why(one), keeps=one.keeps)


def _why(one: Break) -> str:
    after = str(AFTER.get(one.reason, AFTER["other"]))
    if not one.months:
        return _("%(after)s seniority is not kept: it is counted anew.") % {"after": after}
    said = {"after": after, "within": months_in_words(one.months), "day": day_plain(one.back_by)}
    if one.keeps:
        return (
            _("%(after)s it is kept %(within)s: the return was in time, by %(day)s. This time is not counted.") % said
        )
    return _("%(after)s it is kept %(within)s, by %(day)s: the return was later, it is counted anew.") % said
