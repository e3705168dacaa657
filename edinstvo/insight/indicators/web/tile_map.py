"""The map: 85 subjects by one goal, today or on a past day, as tiles or by their outlines, and the same in a table."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import percent, share
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.queries.subjects import SubjectStanding, subjects
from edinstvo.insight.indicators.rules import STEPS, step_of
from edinstvo.insight.indicators.web.asking import Asked, asked_of
from edinstvo.insight.indicators.web.lines import FEWEST, Line, line_of
from edinstvo.insight.indicators.web.outlines import outlines
from edinstvo.insight.indicators.web.targets import aims_of
from edinstvo.insight.indicators.web.tiles import TILES, Place
from edinstvo.insight.indicators.web.words import COUNTED, LABELS
from edinstvo.registry.organisations.rules import Place as Somewhere

# What a tile can be beside the five steps.
FEW, NOBODY, NONE = "few", "nobody", "none"
LAND, _HERE = "land", "indicators:map"
_KINDS = ("5", "4", "3", "2", "1", FEW, NOBODY, NONE)


@dataclass(frozen=True)
class Tile:
    """A subject on the map and in the table. `kind` is "1" to "5", or why there is no number; `line` of its region."""

    code: str
    name: str
    place: Place
    outline: str
    line: Line | None
    kind: str
    share: int | None
    said: str
    is_off: bool

    @property
    def is_dark(self) -> bool:
        """Whether light letters stand on it."""
        return self.kind in ("4", "5") and not self.is_off

    @property
    def number(self) -> str:
        """What stands below the letters."""
        return {FEW: f"<{FEWEST}", NOBODY: "0", NONE: "—"}.get(self.kind, str(self.share))


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a filter with its count."""

    kind: str
    said: str
    count: int
    url: str
    is_on: bool


@require_safe
@signed_in
def subjects_map(request: Request) -> HttpResponse:
    """`?by=` which goal, `?on=` which day, `?step=` only one entry of the legend, `?view=land` by outlines."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    asked = asked_of(request, is_of_a_place=False)
    sees_all = request.actor.may(Power.SEE_ORGANISATIONS, at=Somewhere())
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "definition": COUNTED[asked.by]}
    aims = aims_of(request, on=asked.on or asked.today)
    context["online_url"] = asked.url("indicators:online", since="")
    context["label"], context["target"] = LABELS[asked.by], aims.of_all.get(asked.by)
    context["beside"] = aims.beside(asked.by)
    view = LAND if request.GET.get("view", "") == LAND else ""
    context["goals"] = [(LABELS[goal], asked.url(_HERE, by=goal, view=view), goal == asked.by) for goal in asked.goals]
    try:
        found = subjects(on=asked.on, seen_by=request.actor)
    except StillCounting:
        return render(request, "indicators/map.html", context | {"is_counting": True}, status=asked.status)
    if not sees_all and not any(one.standing for one in found):
        raise Http404
    context |= _shown(request, asked, found, view=view, sees_all=sees_all)
    return render(request, "indicators/map.html", context, status=asked.status)


def _shown(
    request: Request, asked: Asked, found: list[SubjectStanding], *, view: str, sees_all: bool
) -> dict[str, Any]:
    step = request.GET.get("step", "")
    step = step if step in _KINDS else ""
    tiles = [_tile(one, asked, request.actor, step, sees_all) for one in found if one.code in TILES]
    counts = Counter(tile.kind for tile in tiles)
    keys = [
        _key(kind, asked, counts[kind], step, view, sees_all) for kind in _KINDS if counts[kind] or kind.isdecimal()
    ]
    return {
        "tiles": sorted(tiles, key=lambda tile: (tile.place.y, tile.place.x)),
        "rows": [tile for tile in tiles if not tile.is_off],
        "keys": keys,
        "step": step,
        "all_url": asked.url(_HERE, view=view),
        "view": view,
        "land": outlines(),
        "tiles_url": asked.url(_HERE, step=step),
        "land_url": asked.url(_HERE, step=step, view=LAND),
    }


def _tile(one: SubjectStanding, asked: Asked, actor: Actor, step: str, sees_all: bool) -> Tile:
    line = None if one.standing is None else line_of(asked, one.standing, actor=actor)
    kind, part = _kind(line, asked.by)
    said = percent(part) if part is not None else str(_said(kind, asked.by, sees_all))
    return Tile(
        one.code,
        one.name,
        TILES[one.code],
        outlines().paths[one.code],
        line,
        kind,
        part,
        said,
        is_off=bool(step) and kind != step,
    )


def _kind(line: Line | None, by: str) -> tuple[str, int | None]:
    if line is None:
        return NONE, None
    if not line.members:
        return NOBODY, None
    [cell] = [cell for cell in line.cells if cell.goal == by]
    if cell.is_hidden or line.members < FEWEST:
        return FEW, None
    part = share(cell.reached, line.members, aims=STEPS[by]) or 0
    return str(step_of(by, part)), part


def _key(kind: str, asked: Asked, count: int, step: str, view: str, sees_all: bool) -> Key:
    url = asked.url(_HERE, step="" if kind == step else kind, view=view)
    return Key(kind, _said(kind, asked.by, sees_all), count, url, kind == step)


def _said(kind: str, by: str, sees_all: bool) -> str:
    """What an entry of the legend stands for."""
    if kind == FEW:
        return _("fewer than 5 people")
    if kind == NOBODY:
        return _("nobody on record")
    if kind == NONE:
        return _("no organisation") if sees_all else _("not in your branch")
    bounds, step = STEPS[by], int(kind)
    if step == 1:
        return _("less than %(share)s") % {"share": percent(bounds[0])}
    if step == 5:
        return _("%(share)s and more") % {"share": percent(bounds[3])}
    return _("%(from)s to %(to)s") % {"from": bounds[step - 2], "to": percent(bounds[step - 1] - 1)}
