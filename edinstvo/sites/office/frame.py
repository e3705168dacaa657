"""The frame around every office page: who is here, where they act, and the way to everything open to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actor import NOBODY, Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.tallies.queries import figure
from edinstvo.foundation.ui.language import theme_of
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

_WIDEST_FIRST = (Level.UNION, Level.REGION, Level.TERRITORY, Level.PRIMARY)
_KINDS = {"success": "ok", "warning": "warn", "error": "stop"}


@dataclass(frozen=True)
class Where:
    """The organisation somebody acts in, and the one above it."""

    id: int
    inpo: str
    name: str
    above: str


@dataclass(frozen=True)
class Link:
    """One line of the side navigation. `count` only if it sizes the branch or somebody must act."""

    label: str
    icon: str
    url: str
    is_current: bool
    is_exact: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Lines of one kind under a heading; the first group has none."""

    title: str
    links: list[Link]


@dataclass(frozen=True)
class Item:
    """What may stand in the navigation: for whom (a power), from which level up, and which pages count as inside it."""

    label: Any
    icon: str
    address: str
    power: Power | None
    inside: str
    levels: tuple[Level, ...] = _WIDEST_FIRST


_ABOVE_PRIMARY = _WIDEST_FIRST[:3]
_WORK = [
    Item(_("Home"), "house", "office:home", None, "office:home"),
    Item(
        _("Organisations"), "network", "organisations:tree", Power.SEE_ORGANISATIONS, "organisations:", _ABOVE_PRIMARY
    ),
    Item(_("Union members"), "users", "members:list", Power.SEE_MEMBERS, "members:"),
    Item(_("List uploads"), "upload", "imports:list", Power.IMPORT_MEMBERS, "imports:"),
]
_ORGANISATION = [
    Item(_("Our organisation"), "building-2", "organisations:page", Power.SEE_ORGANISATIONS, "organisations:page"),
    Item(_("Journal"), "clock", "journal:list", Power.READ_JOURNAL, "journal:"),
    Item(_("Help"), "circle-question-mark", "office:help", None, "office:help office:guide"),
]


class Frame:
    """What the base template asks for; nothing is read before it does. At most two queries."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor = getattr(request, "actor", NOBODY)

    @property
    def theme(self) -> str:
        """The theme chosen, or "" for the computer's own."""
        return theme_of(self.request)

    @property
    def is_lean(self) -> bool:
        """Whether the browser asks to save traffic: no web font then."""
        return self.request.headers.get("Save-Data", "").lower() == "on"

    @property
    def messages(self) -> Iterable[tuple[str, str]]:
        """(kind of note, text) of what has just been done."""
        for message in get_messages(self.request):
            yield _KINDS.get(message.level_tag, ""), str(message)

    @property
    def search_url(self) -> str:
        """Where the search of the header leads."""
        return _address("members:list") if self.actor.may(Power.SEE_MEMBERS) else ""

    @property
    def password_url(self) -> str:
        return _address("access:password")

    @property
    def sign_out_url(self) -> str:
        return _address("access:sign-out")

    @cached_property
    def where(self) -> Where | None:
        """The organisation of the actor's widest branch (one query)."""
        branch = widest_branch(self.actor)
        if branch is None:
            return None
        is_here = Q(type=OrganisationType.UNION) if branch.level is Level.UNION else Q(pk=branch.organisation_id)
        row = Organisation.objects.filter(is_here).values("pk", "inpo", "short_name", "parent__short_name").first()
        if row is None:
            return None
        return Where(row["pk"], row["inpo"] or "", row["short_name"], row["parent__short_name"] or "")

    @cached_property
    def members_here(self) -> int | None:
        """Open memberships of the branch, from the tallies (one query)."""
        if self.where is None or not self.actor.may(Power.SEE_MEMBERS):
            return None
        return figure(measure=OPEN_MEMBERSHIPS, organisation_id=self.where.id)

    @cached_property
    def groups(self) -> list[Group]:
        """The side navigation: the same words at every level, more of them higher up."""
        if not self.actor.is_signed_in:
            return []
        groups = [Group("", self._links(_WORK)), Group(str(_("Organisation")), self._links(_ORGANISATION))]
        return [group for group in groups if group.links]

    def _links(self, items: list[Item]) -> list[Link]:
        return [link for item in items if self._is_open(item) and (link := self._link(item))]

    def _is_open(self, item: Item) -> bool:
        branch = widest_branch(self.actor)
        return (item.power is None or self.actor.may(item.power)) and (branch is None or branch.level in item.levels)

    def _link(self, item: Item) -> Link | None:
        own = self.where.inpo if item.address == "organisations:page" and self.where else None
        url = _address(item.address, own) if own or item.address != "organisations:page" else ""
        if not url:
            return None
        view = self._view
        is_exact = self.request.path == url
        inside = is_exact or any(view.startswith(start) for start in item.inside.split())
        if item.address == "organisations:tree" and self.where:
            # The own organisation's page has a line of its own.
            inside = inside and self.request.path != _address("organisations:page", self.where.inpo)
        if item.address == "organisations:page":
            inside = is_exact
        count = self.members_here if item.address == "members:list" else None
        return Link(str(item.label), item.icon, url, inside, is_exact, count)

    @property
    def _view(self) -> str:
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `frame` in every template."""
    return {"frame": Frame(request)}


def widest_branch(actor: Actor) -> Branch | None:
    """Where somebody acts: their highest branch, whichever power it carries."""
    branches = {branch for _, branch in actor.grants}
    return min(branches, key=lambda branch: (_WIDEST_FIRST.index(branch.level), branch.organisation_id), default=None)


def _address(name: str, *args: str | None) -> str:
    try:
        return reverse(name, args=[arg for arg in args if arg])
    except NoReverseMatch:
        # A house without these pages has no way to them.
        return ""
