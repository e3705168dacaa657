"""What an indicator is to come to, by which day, and what says so: told by the slices in which it is decided."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.additions import Additions
from edinstvo.foundation.ui.figures import number, percent_set
from edinstvo.foundation.ui.moments import day_short
from edinstvo.insight.indicators.queries.board import GOALS
from edinstvo.insight.indicators.rules import INDICATORS, TARGETS, Unit

_UNITS = {one.name: one.unit for one in INDICATORS}
_SHARES = [one for one in INDICATORS if one.unit is Unit.PERCENT and one.numerator in GOALS]
# The indicators of the goals of the board: those that divide by all on record, as the board does, and the others.
_OF_ALL = {one.numerator: one.name for one in _SHARES if one.denominator in ("total", "members")}
_OF_REGISTERED = {one.numerator: one.name for one in _SHARES if one.denominator == "registered"}


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


@dataclass(frozen=True)
class Aims:
    """What each goal is to reach: of all on record, and of those of them who are on electronic record."""

    of_all: Mapping[str, Aim]
    of_registered: Mapping[str, Aim]

    def beside(self, goal: str) -> str:
        """The aim that has another denominator than the board, in words; "" where there is none."""
        aim = self.of_registered.get(goal)
        return _("of those on electronic record the target is %(share)s") % {"share": aim.said} if aim else ""


Tells = Callable[[Request], Iterable[Target]]
_TOLD = Additions[Tells]()
tells_targets = _TOLD.registering("indicators")


def targets_seen(request: Request) -> list[Target]:
    """The targets that whoever asks may see, in the order of their days."""
    told = [target for tells in _TOLD.about("indicators") for target in tells(request)]
    return sorted(told, key=lambda target: target.by)


def aims_of(request: Request, *, on: date) -> Aims:
    """Of the targets of a goal the next one after `on`, else the last one; what is usual while nobody has decided."""
    targets = targets_seen(request)
    of_registered = _chosen(targets, _OF_REGISTERED, on)
    usual = {goal: Aim(share, _said(share)) for goal, share in TARGETS.items() if goal not in of_registered}
    return Aims({**usual, **_chosen(targets, _OF_ALL, on)}, of_registered)


def target_of(request: Request, indicator: str, *, on: date) -> Target | None:
    """Of the targets of one indicator the next one after `on`, else the last one; None while nobody has decided."""
    return next_of(targets_seen(request), indicator, on=on)


def next_of(targets: Sequence[Target], indicator: str, *, on: date) -> Target | None:
    """The same of targets in hand."""
    return _next([target for target in targets if target.indicator == indicator], on)


def _next(dated: Sequence[Target], on: date) -> Target | None:
    return next((target for target in dated if target.by >= on), dated[-1] if dated else None)


def _chosen(targets: Sequence[Target], indicators: Mapping[str, str], on: date) -> dict[str, Aim]:
    found = {}
    for goal, indicator in indicators.items():
        chosen = _next([target for target in targets if target.indicator == indicator], on)
        if chosen is not None:
            found[goal] = Aim(float(chosen.value), chosen.said)
    return found


def _said(share: float | Decimal) -> str:
    return percent_set(share)
