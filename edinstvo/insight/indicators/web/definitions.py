"""What every indicator means: one table in words, and the page that is drawn from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.rules import COUNTED_ON, INDICATORS, TARGETS, Indicator, Unit
from edinstvo.insight.indicators.web.acts import addresses_for
from edinstvo.insight.indicators.web.meanings import BY_ITSELF, COUNTS, DAYS, LABELS, Count
from edinstvo.insight.indicators.web.targets import Target, targets_seen

UNITS = {
    Unit.PEOPLE: pgettext_lazy("unit", "people"),
    Unit.CARDS: pgettext_lazy("unit", "cards"),
    Unit.ORGANISATIONS: pgettext_lazy("unit", "organisations"),
    Unit.PERCENT: pgettext_lazy("unit", "per cent"),
}
DIRECTIONS = {True: _("more is better"), False: _("less is better"), None: _("neither more nor less is better")}


@dataclass(frozen=True)
class Line:
    """One indicator: how it is called, in what it is counted, what it is a part of and as of which day; its targets."""

    label: Any
    unit: Any
    direction: Any
    denominator: Any
    denominator_day: Any
    targets: list[Target]


@dataclass(frozen=True)
class Family:
    """What is counted, with all indicators that are made of it; `usual` is its target while nobody has decided one."""

    name: str
    count: Count
    day: Any
    lines: list[Line]
    act_url: str
    usual: int | None


@require_safe
@signed_in
def definitions(request: Request) -> HttpResponse:
    """Each indicator by what it counts; the board leads here by the name of a goal."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    shown = families(targets_seen(request), addresses=addresses_for(request.actor))
    return render(request, "indicators/definitions.html", {"families": list(shown)})


def families(targets: Sequence[Target] = (), *, addresses: Mapping[str, str]) -> Iterator[Family]:
    """In the order of the indicators; `addresses` of the acts are those that whoever asks may open."""
    for name in dict.fromkeys(one.numerator for one in INDICATORS):
        count = COUNTS[name]
        lines = [_line(one, targets) for one in INDICATORS if one.numerator == name]
        usual = None if any(line.targets for line in lines) else TARGETS.get(name)
        act_url = addresses[count.act_address] if count.act_address else ""
        yield Family(name, count, DAYS[COUNTED_ON[name]], lines, act_url, usual)


def _line(one: Indicator, targets: Sequence[Target]) -> Line:
    denominator = COUNTS[one.denominator].words if one.denominator else BY_ITSELF
    day = DAYS[one.denominator_day] if one.denominator_day else ""
    own = [target for target in targets if target.indicator == one.name]
    return Line(LABELS[one.name], UNITS[one.unit], DIRECTIONS[one.grows], denominator, day, own)
