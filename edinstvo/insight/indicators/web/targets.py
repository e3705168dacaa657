"""What an indicator is to come to, by which day, and what says so: told by the slices in which it is decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.additions import Additions
from edinstvo.foundation.ui.figures import number, percent
from edinstvo.foundation.ui.moments import day_short
from edinstvo.insight.indicators.rules import INDICATORS, TARGETS, Unit

_UNITS = {one.name: one.unit for one in INDICATORS}
# The indicators that divide by all on record, as the goals of the board do.
_BY_GOAL = {"registered": "registered_share", "plastic": "plastic_share_of_total", "complete": "completeness"}


@dataclass(frozen=True)
class Target:
    """The value (per cent, or a number) that an indicator is to come to by a day; `decided` is where it is written."""

    indicator: str
    value: Decimal
    by: date
    decided: str
    url: str

    @property
    def said(self) -> str:
        """The value and its day, in words."""
        value = _said(self.value) if _UNITS[self.indicator] is Unit.PERCENT else number(self.value)
        return _("%(value)s by %(day)s") % {"value": value, "day": day_short(self.by)}


@dataclass(frozen=True)
class Aim:
    """The share that a goal of the board is to reach; without a day where nobody has decided one."""

    share: float
    said: str


Tells = Callable[[Request], Iterable[Target]]
_TOLD = Additions[Tells]()
tells_targets = _TOLD.registering("indicators")


def targets_seen(request: Request) -> list[Target]:
    """The targets that whoever asks may see, in the order of their days."""
    told = [target for tells in _TOLD.about("indicators") for target in tells(request)]
    return sorted(told, key=lambda target: target.by)


def aims_of(request: Request, *, on: date) -> Mapping[str, Aim]:
    """{goal: what it is to reach}: of its targets the next one after `on`, else the last one; else what is usual."""
    targets = targets_seen(request)
    found = {goal: Aim(share, _said(share)) for goal, share in TARGETS.items()}
    for goal, indicator in _BY_GOAL.items():
        dated = [target for target in targets if target.indicator == indicator]
        if dated:
            chosen = next((target for target in dated if target.by >= on), dated[-1])
            found[goal] = Aim(float(chosen.value), chosen.said)
    return found


def _said(share: Any) -> str:
    return percent(share, places=0 if share == int(share) else 2)
