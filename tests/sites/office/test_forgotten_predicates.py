"""A predicate is forgotten in one module after the other: beneath it the database shows nobody foreign all the same."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client

from edinstvo.foundation.access import door
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.kinds import kinds
from edinstvo.registry.members.models import Person
from tests.cast import PASSWORD, a_user
from tests.cast import Role as Roles
from tests.insight.programme.programmes import FOREIGN_TEXTS, a_foreign_step, a_lived_in_programme
from tests.journeys.every_address import addresses
from tests.journeys.every_world import World, a_lived_in_region
from tests.registry.members.people import a_member
from tests.sites.office.by_hand import BY_HAND
from tests.sites.office.forgetting import forgotten
from tests.sites.office.predicates import who_asks

# Asked for in full by whoever stands there, with words that find others, in every order and in parts of pages.
_ASKED = [
    "/", "/members/", "/members/?state=all", "/members/?state=former", "/members/?on=01.11.2026",
    "/members/?lacks=consent",
    "/members/?incomplete=1", "/members/?state=all&sort=-name", "/members/completeness/", "/members/electronic/",
    "/members/duplicates/", "/members/cards/", "/members/new/", "/journal/", "/journal/readings/", "/imports/",
    "/structure/", "/exports/", "/consents/", "/consents/?kind=news", "/consents/many/?kind=news", "/transfers/",
    "/outbox/", "/indicators/", "/indicators/structure/", "/organisations/", "/retention/", "/account/my-record/",
    "/programme/",
]  # fmt: skip

# What is neither come to by a page of the stranger nor asked by hand (`by_hand.py`), and why that will do.
EXCUSED = {
    "edinstvo.registry.members.queries.exporting": "in the background: test_forgotten_in_forms, "
    "test_a_file_holds_nobody_foreign",
    "edinstvo.registry.members.actions.admit_member": "narrows a question, within whole_register: is a former member "
    "returned silently, or after a yes (test_admit_member, FormerlyElsewhere)",
    "edinstvo.registry.members.web.who_looked": "within whole_register, of somebody seen already: the predicate stands "
    "alone (test_of_somebody_who_moved_on_only_what_was_done_here_is_told)",
    "edinstvo.registry.members.web.workplaces": "chooses between two addresses to go back to",
    "edinstvo.registry.organisations.queries.destinations": "organisations, which are open to all",
    "edinstvo.registry.organisations.queries.history": "organisations, which are open to all",
}
Asked = dict[str, list[str]]


@pytest.fixture
def world(db: None) -> World:
    world = a_lived_in_region()
    a_member(world.cast.mtsensk_school, "Нашенская Вера")
    a_lived_in_programme(world.cast)
    a_foreign_step(world.cast.kostroma)
    a_user("stranger", name="Наш Председатель", password=PASSWORD, grants=[(Roles.STAFF, world.cast.mtsensk)])
    return world


def test_whoever_forgets_a_predicate_shows_nobody_foreign(world: World) -> None:
    browser, foreign = _stranger(), _foreign(world)
    asking, shown = _who_asks(browser, _addresses(world), foreign)
    assert shown == {}
    assert sorted(who_asks() - asking.keys()) == sorted([*BY_HAND, *EXCUSED])
    leaks = {}
    for module, asked in sorted(asking.items()):
        with forgotten(lambda caller, module=module: caller == module):
            if shown := _shown(browser, asked, foreign):
                leaks[module] = shown
    with forgotten(lambda _caller: True):
        if shown := _shown(browser, sorted(set().union(*asking.values())), foreign):
            leaks["all at once"] = shown
    assert leaks == {}


def test_it_would_be_seen_without_the_policies(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def _everything(_actor: Actor, **_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(door, "sight_of", _everything)
    browser = _stranger()
    with forgotten(lambda _caller: True):
        shown = _shown(browser, _ASKED, _foreign(world))
        steps = _shown(browser, [one for one in addresses(world) if "/of/" in one], set(FOREIGN_TEXTS))
    assert {"/", "/members/", "/journal/", "/consents/?kind=news"} <= shown.keys()
    assert sorted(FOREIGN_TEXTS) == sorted({text for texts in steps.values() for text in texts})


def _stranger() -> Client:
    browser = Client()
    assert browser.login(username="stranger", password=PASSWORD)
    return browser


def _addresses(world: World) -> list[str]:
    words = {name for person in Person.objects.all() for name in (person.last_name, person.last_name[:4])}
    searches = [f"/members/?q={word}" for word in sorted(words)]
    numbers = [f"/members/?q={person.phone[-4:]}" for person in Person.objects.exclude(phone="")]
    kept = [f"/retention/{kind.code}/" for kind in kinds()]
    return [*_ASKED, *searches, *numbers, *kept, *addresses(world)]


def _foreign(world: World) -> set[str]:
    """The surnames of whoever has nothing to do with that district, and what is said of the steps of another region."""
    ours = {world.wanted.person_id, world.leaving.person_id}
    ours |= set(Person.objects.filter(memberships__territory=world.cast.mtsensk).values_list("pk", flat=True))
    known = set(Person.objects.filter(pk__in=ours).values_list("last_name", flat=True))
    return {*Person.objects.exclude(pk__in=ours).values_list("last_name", flat=True), *FOREIGN_TEXTS} - known


def _shown(browser: Client, asked: list[str], foreign: set[str]) -> dict[str, list[str]]:
    """{address: foreign surnames and texts on the page}: what was typed into a search stands on its page by itself."""
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

        with forgotten(note):
            shown |= _shown(browser, [address], foreign)
        for module in modules:
            asking.setdefault(module, []).append(address)
    return asking, shown
