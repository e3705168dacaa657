"""What a page of figures was asked for: of whom, by what, of which day and in which tree; and the same otherwise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import PastDayField
from edinstvo.foundation.ui.moments import day
from edinstvo.insight.indicators.queries.board import GOALS
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, DayAsked, Tree
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of, number_of, numbered

# Nobody was on record before, and a year less there has to be a day before it.
_FIRST = date(1900, 1, 1)
_KEPT = ("organisation", "by", "on", "tree", "since")


class DayForm(forms.Form):
    """The day of the figures, and from which day on the movement is counted."""

    on = PastDayField(label=gettext_lazy("As of"), required=False)
    since = PastDayField(label=gettext_lazy("Since"), required=False)

    def clean(self) -> dict[str, Any]:
        """There is nothing before the union; a period ends after it begins."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.fields:
            if said.get(name) is not None and said[name] < _FIRST:
                self.add_error(name, _("Nothing is known of so long ago. Check the year"))
        since = said.get("since")
        if since is not None and since > (said.get("on") or timezone.localdate()):
            self.add_error("since", _("This is later than the day of the figures. Name an earlier one"))
        return said


@dataclass(frozen=True)
class Asked:
    """The question of the address. `place` is None where there are several to choose from; `on` None is today."""

    place: Organisation | None
    form: DayForm
    by: str
    on: date | None
    since: date
    tree: Tree
    today: date
    kept: dict[str, str]

    @property
    def day(self) -> DayAsked:
        """Of today too: what came and went until today."""
        return DayAsked(on=self.on or self.today, since=self.since, tree=self.tree if self.on else Tree.TODAY)

    @property
    def goals(self) -> tuple[str, ...]:
        return DATED_GOALS if self.on else GOALS

    @property
    def is_then(self) -> bool:
        return self.tree is Tree.THEN

    @property
    def tree_said(self) -> str:
        """Which tree it is, as a file says it beside each row."""
        if self.on is None:
            return _("of today")
        return _("as the tree was") if self.is_then else _("in today's tree")

    @property
    def day_said(self) -> str:
        return _("as of %(day)s (%(tree)s)") % {"day": day(self.day.on), "tree": self.tree_said}

    @property
    def status(self) -> int:
        return 422 if self.form.errors else 200

    @property
    def board_url(self) -> str:
        return self.url()

    @property
    def today_url(self) -> str:
        """The same today."""
        return self.url(on="", tree="", since="")

    @property
    def map_today_url(self) -> str:
        """The map of today."""
        return self.url("indicators:map", on="", tree="", since="")

    @property
    def then_url(self) -> str:
        return self.url(tree="")

    @property
    def todays_tree_url(self) -> str:
        return self.url(tree=Tree.TODAY)

    @property
    def hidden(self) -> dict[str, str]:
        """What a form with the day sends along."""
        return {name: value for name, value in self.kept.items() if name != "on"}

    @property
    def hidden_beside_since(self) -> dict[str, str]:
        return {name: value for name, value in self.kept.items() if name != "since"}

    def url(self, page: str = "indicators:board", *, place: Organisation | None = None, **changes: Any) -> str:
        """The address of the same question with other values; an empty value takes one out."""
        number = self.kept.get("organisation", "") if place is None else number_of(place)
        said = {"organisation": number, **{name: self.kept.get(name, "") for name in _KEPT[1:]}, **changes}
        kept = {name: str(value) for name, value in said.items() if value}
        return f"{reverse(page)}?{urlencode(kept)}" if kept else reverse(page)


def asked_of(request: Request, *, is_of_a_place: bool = True) -> Asked:
    """The question; a foreign organisation is 404, a day that is none leaves the form with its sentence and today."""
    form = DayForm(request.GET)
    form.is_valid()
    today = timezone.localdate()
    said = {name: form.cleaned_data.get(name) for name in form.fields if name not in form.errors}
    on = said.get("on") if said.get("on") != today else None
    tree = Tree.TODAY if request.GET.get("tree", "") == Tree.TODAY else Tree.THEN
    goals = DATED_GOALS if on else GOALS
    by = request.GET.get("by", "") if request.GET.get("by", "") in goals else goals[0]
    place = _place(request) if is_of_a_place else None
    kept = _kept(place, by, on, tree, said.get("since"))
    since = said.get("since") or (on or today).replace(month=1, day=1)
    return Asked(place, form, by, on, since, tree, today, kept)


def asked_here(request: Request) -> tuple[Asked, Organisation]:
    """The question of one organisation, and that organisation; 404 where none is asked of or none is to be seen."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    asked = asked_of(request)
    if asked.place is None:
        raise Http404
    return asked, asked.place


def way_up(request: Request, asked: Asked, page: str, **changes: Any) -> tuple[str, str] | None:
    """(the address of the same page one level up, its name), as far as it is the actor's."""
    above = None if asked.place is None else asked.place.parent
    if above is None or not request.actor.may(Power.SEE_ORGANISATIONS, at=above):
        return None
    return asked.url(page, place=above, **changes), above.short_name


def _kept(place: Organisation | None, by: str, on: date | None, tree: Tree, since: date | None) -> dict[str, str]:
    """The question as it stands in an address, without what goes without saying."""
    number = "" if place is None else number_of(place)
    dated = ("" if on is None else on.isoformat(), "" if on is None or tree is Tree.THEN else tree.value)
    said = (number, by, *dated, "" if since is None else since.isoformat())
    return {name: value for name, value in zip(_KEPT, said, strict=True) if value}


def _place(request: Request) -> Organisation | None:
    number = request.GET.get("organisation", "")
    if not number:
        heads = heads_of(seen_by=request.actor)
        return heads[0] if len(heads) == 1 else None
    try:
        return numbered(number, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
