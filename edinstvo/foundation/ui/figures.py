"""Numbers as people read them: 1 960 719, 52 %, больше 1 000."""

from decimal import ROUND_HALF_UP, Decimal

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


def share(part: int, whole: int) -> int | None:
    """How many percent of the whole the part is, rounded half up, but never to 100 or to 0; None of nothing."""
    if not whole:
        return None
    rounded = int(_rounded(Decimal(part) * 100 / Decimal(whole), places=0))
    if rounded == 0 and part > 0:
        return 1
    return 99 if rounded == 100 and part < whole else rounded


def count_capped(value: int) -> str:
    """A count for a list: exact up to a thousand, «больше 1 000» above (counting further costs more than it says)."""
    return number(value) if value <= CAP else _("more than %(cap)s") % {"cap": number(CAP)}


def _rounded(value: int | float | Decimal, *, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
