"""Numbers as people read them: 1 960 719, 52 %, больше 1 000."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from edinstvo.foundation.ui.typography import NBSP

THIN = "\u202f"
CAP = 1000


def number(value: int | float | Decimal, *, places: int = 0) -> str:
    """`1960719` as «1 960 719» (narrow no-break spaces), in English as 1,960,719; `places` digits after the mark."""
    text = f"{_rounded(value, places=places):,}"
    return text if _is_english() else text.replace(",", THIN).replace(".", ",")


def percent(value: int | float | Decimal, *, places: int = 0) -> str:
    """`52` as «52 %», in English as 52%."""
    return number(value, places=places) + ("%" if _is_english() else f"{NBSP}%")


def percent_set(value: float | Decimal) -> str:
    """A share that somebody has set, with the digits that it has, two at the most: «60 %», «11,5 %»."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return percent(value, places=min(max(-int(exponent), 0), 2))


def share(part: int, whole: int, *, aims: Iterable[float | Decimal] = ()) -> int | None:
    """How many percent of the whole the part is, rounded half up; None of nothing.

    But never to 100 or to 0, nor to one of the `aims` from below: nothing seems to be reached that is not.
    """
    return int(_share(part, whole, aims=aims, places=0)) if whole else None


def share_said(part: int, whole: int, *, aims: Iterable[float | Decimal] = (), places: int = 0) -> str:
    """The same in words, «52 %», with `places` digits after the mark; a dash of nothing."""
    return percent(_share(part, whole, aims=aims, places=places), places=places) if whole else "—"


def share_counted(part: int, whole: int, *, aims: Iterable[float | Decimal] = (), places: int = 1) -> float | None:
    """The same as a number for a table, with `places` digits after the mark; None of nothing."""
    return float(_share(part, whole, aims=aims, places=places)) if whole else None


def count_capped(value: int) -> str:
    """A count for a list: exact up to a thousand, «больше 1 000» above (counting further costs more than it says)."""
    return number(value) if value <= CAP else _("more than %(cap)s") % {"cap": number(CAP)}


def _share(part: int, whole: int, *, aims: Iterable[float | Decimal], places: int) -> Decimal:
    exact, least = Decimal(part) * 100 / Decimal(whole), Decimal(1).scaleb(-places)
    rounded = _rounded(exact, places=places)
    if rounded == 0 and part > 0:
        return least
    # As they were set: 66.7 as a float is a little more than that.
    unreached = [aim for aim in (Decimal(str(one)) for one in (*aims, 100)) if exact < aim <= rounded]
    return min([rounded, *((aim / least).to_integral_value(ROUND_CEILING) * least - least for aim in unreached)])


def _rounded(value: int | float | Decimal, *, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
