"""Periods and kinds in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.retention.queries import Standing
from edinstvo.foundation.retention.rules import Period


def period_in_words(period: Period) -> str:
    """«3 года», «7 дней», «постоянно»."""
    if period.is_permanent:
        return _("permanently")
    if period.days:
        return ngettext("%(count)s day", "%(count)s days", period.days) % {"count": period.days}
    years, months = divmod(period.months, 12)
    said = [ngettext("%(count)s year", "%(count)s years", years) % {"count": years}] if years else []
    if months:
        said.append(ngettext("%(count)s month", "%(count)s months", months) % {"count": months})
    return " ".join(said)


def basis_in_words(one: Standing) -> str:
    """What the period rests on: as the union wrote it, else what is proposed."""
    return one.basis if one.said is not None else _(one.basis)


def state_of(one: Standing) -> tuple[str, str]:
    """(words, kind of tag): whether what is due is removed."""
    if one.before is None:
        return _("kept for good"), ""
    if not one.is_confirmed:
        return _("waits for a decision"), "warn"
    return _("removed every night"), "ok"
