"""The frame around every office page: who is here, where they act, and the way to everything open to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actor import NOBODY, Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.queries import unread_by
from edinstvo.foundation.ui.fixed import fixed_address
from edinstvo.foundation.ui.language import theme_of
from edinstvo.sites.office.help import template_of, topic_of
from edinstvo.sites.office.whereabouts import acting_branch, acting_organisation, branches_of

_WIDEST_FIRST = (Level.UNION, Level.REGION, Level.TERRITORY, Level.PRIMARY)
_KINDS = {"success": "ok", "warning": "warn", "error": "stop"}


@dataclass(frozen=True)
class Where:
    """The organisation somebody acts in, and the one above it."""

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
_MEMBERS = Item(_("Union members"), "users", "members:list", Power.SEE_MEMBERS, "members:")
_OWN = Item(_("Our organisation"), "building-2", "organisations:page", Power.SEE_ORGANISATIONS, "")
_TOLD = Item(_("Messages"), "bell", "notices:mine", None, "notices:mine")
_WORK = [
    Item(_("Home"), "house", "office:home", None, "office:home"),
    Item(
        _("Organisations"),
        "network",
        "organisations:tree",
        Power.SEE_ORGANISATIONS,
        "organisations: structure:",
        _ABOVE_PRIMARY,
    ),
    _MEMBERS,
    Item(_("Indicators"), "chart-column", "indicators:board", Power.SEE_ORGANISATIONS, "indicators:"),
    Item(_("Programme"), "calendar", "programme:current", Power.SEE_ORGANISATIONS, "programme:", _ABOVE_PRIMARY),
    Item(_("List uploads"), "upload", "imports:list", Power.IMPORT_MEMBERS, "imports:"),
]
_ORGANISATION = [
    _OWN,
    Item(_("Journal"), "clock", "journal:list", Power.READ_JOURNAL, "journal: retention:"),
    Item(_("Outbox"), "mail", "notices:outbox", Power.READ_JOURNAL, "notices:outbox notices:trial", _ABOVE_PRIMARY),
    _TOLD,
    Item(_("Help"), "circle-question-mark", "office:help", None, "office:help office:guide"),
]


class Frame:
    """What the base template asks for; nothing is read before it does. At most two queries, mostly one."""

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
    def switch_url(self) -> str:
        """Where somebody with several branches chooses another."""
        return _address("office:where") if len(branches_of(self.actor)) > 1 else ""

    @property
    def password_url(self) -> str:
        return _address("access:password")

    @property
    def my_record_url(self) -> str:
        """Where somebody sees who may see, and who looked at, their own record."""
        return _address("offices:my-record")

    @property
    def security_url(self) -> str:
        return _address("access:security")

    @property
    def lost_device_url(self) -> str:
        """Where a lost second step is taken away from somebody below."""
        return _address("organisations:lost-device") if self.actor.may(Power.MANAGE_ORGANISATIONS) else ""

    @property
    def sign_out_url(self) -> str:
        return _address("access:sign-out")

    @cached_property
    def help_text(self) -> str:
        """The template that explains this very page, or ""."""
        topic = topic_of(self._view) if self.actor.is_signed_in else None
        return template_of(topic) if topic else ""

    @property
    def source_url(self) -> str:
        """Where the source of this copy is offered, or "" where nobody has said."""
        return str(settings.SOURCE_URL)

    @property
    def guide_url(self) -> str:
        return _address("office:guide") if self.actor.is_signed_in else ""

    @cached_property
    def where(self) -> Where | None:
        """The organisation the actor acts in (one query, shared with the page)."""
        found = acting_organisation(self.request)
        if found is None:
            return None
        return Where(found.inpo or "", found.short_name, found.parent.short_name if found.parent else "")

    @cached_property
    def members_here(self) -> int | None:
        """Open memberships of the branch, from the tallies; they come with the organisation."""
        here = acting_organisation(self.request)
        if here is None or not self.actor.may(Power.SEE_MEMBERS, at=here):
            return None
        return int(getattr(here, "members", 0))

    @cached_property
    def unread(self) -> int:
        """How many messages wait; they come with the organisation, or by themselves where there is none."""
        here = acting_organisation(self.request)
        return unread_by(seen_by=self.actor) if here is None else int(getattr(here, "unread", 0))

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
        branch = acting_branch(self.request)
        return (item.power is None or self.actor.may(item.power)) and (branch is None or branch.level in item.levels)

    def _link(self, item: Item) -> Link | None:
        url = self._own_page if item is _OWN else _address(item.address)
        if not url:
            return None
        is_exact = self.request.path == url
        # Our own organisation has a line of its own, so it lights no other.
        is_elsewhere = item is not _OWN and self.request.path != self._own_page
        is_inside = is_elsewhere and any(self._view.startswith(start) for start in item.inside.split())
        return Link(str(item.label), item.icon, url, is_exact or is_inside, is_exact, self._count(item))

    def _count(self, item: Item) -> int | None:
        if item is _TOLD:
            return self.unread or None
        return self.members_here if item is _MEMBERS else None

    @cached_property
    def _own_page(self) -> str:
        return _address("organisations:page", self.where.inpo) if self.where and self.where.inpo else ""

    @property
    def _view(self) -> str:
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `frame` in every template."""
    return {"frame": Frame(request)}


def _address(name: str, *args: str | None) -> str:
    try:
        return reverse(name, args=[arg for arg in args if arg]) if args else fixed_address(name)
    except NoReverseMatch:
        # A house without these pages has no way to them.
        return ""
