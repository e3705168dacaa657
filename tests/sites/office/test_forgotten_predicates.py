"""A predicate is forgotten in one module after the other: beneath it the database shows nobody foreign all the same."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from django.db.models import Q
from django.test import Client

from edinstvo.foundation.access import branches, door
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Person
from tests.cast import PASSWORD, a_user
from tests.cast import Role as Roles
from tests.journeys.every_address import addresses
from tests.journeys.every_world import World, a_lived_in_region
from tests.registry.members.people import a_member

_SCOPE = Actor.scope
# Where a predicate is given another name; whoever calls it asks the query.
_BETWEEN = ("permissions", "access.actor")
# Asked for in full by whoever stands there, with words that find others, in every order and in parts of pages.
_ASKED = [
    "/", "/members/", "/members/?state=all", "/members/?state=former", "/members/?on=01.11.2026",
    "/members/?lacks=consent",
    "/members/?incomplete=1", "/members/?state=all&sort=-name", "/members/completeness/", "/members/electronic/",
    "/members/duplicates/", "/members/cards/", "/members/new/", "/journal/", "/journal/readings/", "/imports/",
    "/structure/", "/exports/", "/consents/", "/consents/?kind=news", "/consents/many/?kind=news", "/transfers/",
    "/outbox/", "/indicators/", "/indicators/structure/", "/organisations/", "/retention/", "/account/my-record/",
]  # fmt: skip


# Who says "in that branch" by themselves.
_WITHIN = [
    name
    for name, module in sorted(sys.modules.items())
    if name.startswith("edinstvo.registry.") and getattr(module, "within", None) is branches.within
]
Asked = dict[str, list[str]]


@pytest.fixture
def world(db: None) -> World:
    world = a_lived_in_region()
    a_member(world.cast.mtsensk_school, "Нашенская Вера")
    a_user("stranger", name="Наш Председатель", password=PASSWORD, grants=[(Roles.STAFF, world.cast.mtsensk)])
    return world


def test_whoever_forgets_a_predicate_shows_nobody_foreign(world: World) -> None:
    browser, foreign = _stranger(), _foreign(world)
    asking, shown = _who_asks(browser, _addresses(world), foreign)
    assert shown == {}
    assert len(asking) > 15
    leaks = {}
    for module, asked in sorted(asking.items()):
        with _forgotten(lambda caller, module=module: caller == module):
            if shown := _shown(browser, asked, foreign):
                leaks[module] = shown
    with _forgotten(lambda _caller: True):
        if shown := _shown(browser, sorted(set().union(*asking.values())), foreign):
            leaks["all at once"] = shown
    assert leaks == {}


def test_it_would_be_seen_without_the_policies(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def _everything(_actor: Actor) -> Iterator[None]:
        yield

    monkeypatch.setattr(door, "sight_of", _everything)
    browser = _stranger()
    with _forgotten(lambda _caller: True):
        shown = _shown(browser, _ASKED, _foreign(world))
    assert {"/", "/members/", "/journal/", "/consents/?kind=news"} <= shown.keys()


def _stranger() -> Client:
    browser = Client()
    assert browser.login(username="stranger", password=PASSWORD)
    return browser


def _addresses(world: World) -> list[str]:
    words = {name for person in Person.objects.all() for name in (person.last_name, person.last_name[:4])}
    searches = [f"/members/?q={word}" for word in sorted(words)]
    numbers = [f"/members/?q={person.phone[-4:]}" for person in Person.objects.exclude(phone="")]
    return [*_ASKED, *searches, *numbers, *addresses(world)]


def _foreign(world: World) -> set[str]:
    """The surnames of whoever has nothing to do with that district."""
    ours = {world.wanted.person_id, world.leaving.person_id}
    ours |= set(Person.objects.filter(memberships__territory=world.cast.mtsensk).values_list("pk", flat=True))
    known = set(Person.objects.filter(pk__in=ours).values_list("last_name", flat=True))
    return set(Person.objects.exclude(pk__in=ours).values_list("last_name", flat=True)) - known


def _shown(browser: Client, asked: list[str], foreign: set[str]) -> dict[str, list[str]]:
    """{address: foreign surnames on the page}: what was typed into a search stands on its page by itself."""
    found: dict[str, list[str]] = {}
    for address in asked:
        answer = browser.get(address)
        assert answer.status_code != 500, address
        if getattr(answer, "streaming", False) or answer.status_code >= 400:
            continue
        text = answer.content.decode(errors="replace")
        typed = address.partition("q=")[2]
        if names := sorted(name for name in foreign if name in text and name[:4] not in typed):
            found[address] = names
    return found


def _who_asks(browser: Client, asked: list[str], foreign: set[str]) -> tuple[Asked, Asked]:
    """{module: the addresses at which it asks for a predicate}, and what was shown."""
    asking: dict[str, list[str]] = {}
    shown: dict[str, list[str]] = {}
    for address in dict.fromkeys(asked):
        modules: set[str] = set()

        def note(caller: str, modules: set[str] = modules) -> bool:
            modules.add(caller)
            return False

        with _forgotten(note):
            shown |= _shown(browser, [address], foreign)
        for module in modules:
            asking.setdefault(module, []).append(address)
    return asking, shown


@contextmanager
def _forgotten(is_forgotten: Callable[[str], bool]) -> Iterator[None]:
    def scope(self: Actor, power: Power, *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else _SCOPE(self, power, via=via)

    def place(of: Iterable[branches.Branch], *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else branches.within(of, via=via)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Actor, "scope", scope)
        for name in _WITHIN:
            patch.setattr(f"{name}.within", place)
        yield


def _caller(frame: FrameType | None) -> str:
    """The nearest module that asked, but for those that only give the predicate a name."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("edinstvo.") and not name.endswith(_BETWEEN):
            return name
        frame = frame.f_back
    return ""
