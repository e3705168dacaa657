"""What pages show and let do equals what the table of powers says, for random people, grants and objects."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from tests.cast import FOUNDED, Cast, a_union, a_user
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import browser_of

HEADS = (
    "union",
    "kostroma",
    "galich",
    "berezovka",
    "lyceum",
    "buy",
    "college",
    "university",
    "oryol",
    "mtsensk_school",
)
HOMES = ("berezovka", "lyceum", "buy_school", "college", "group", "university", "mtsensk_school")
PEOPLE = 60


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_every_list_shows_exactly_whom_its_reader_may_see(cast: Cast) -> None:
    stays = list(_inhabited(cast))
    for somebody, client in _people(cast, random.Random(1)):
        oracle = _oracle(somebody)
        visible = {stay.person_id for stay in stays if oracle.allows(Power.SEE_MEMBERS, stay)}
        answer = client.get("/members/?state=all")
        assert answer.status_code == (200 if oracle.held else 404)
        shown = re.findall(r'class="name" href="/members/(\d+)/', answer.content.decode())
        assert {int(id_) for id_ in shown} == visible


@pytest.mark.slow
def test_every_page_and_every_act_is_there_exactly_for_whom_it_should_be(cast: Cast) -> None:
    stays = list(_inhabited(cast))
    chance = random.Random(0)
    for somebody, client in _people(cast, chance):
        oracle = _oracle(somebody)
        for stay in chance.sample(stays, 6):
            known = any(oracle.allows(Power.SEE_MEMBERS, one) for one in stays if one.person_id == stay.person_id)
            present = max((one for one in stays if one.person_id == stay.person_id), key=lambda one: one.is_open)
            assert _status(client, stay, "") == (200 if known else 404)
            kept = known and oracle.allows(Power.KEEP_MEMBERS, present)
            assert _status(client, stay, "record/") == (200 if kept else 404), (somebody.grants.all(), stay)
            corrected = oracle.allows(Power.SEE_MEMBERS, stay) and oracle.allows(Power.KEEP_MEMBERS, stay)
            assert _status(client, stay, f"correction/{stay.pk}/") == (200 if corrected else 404)


def _inhabited(cast: Cast) -> Iterator[Membership]:
    """People everywhere, among them one who left and one who moved from branch to branch."""
    for home in HOMES:
        yield a_member(getattr(cast, home), f"{home.title().replace('_', '-')} Анна")
    yield a_former_member(cast.berezovka, "Бывшая Вера")
    yield a_former_member(cast.college, "Переехавшая Вера")
    yield a_member(cast.mtsensk_school, "Переехавшая Вера", since=date(2025, 1, 1))


def _people(cast: Cast, chance: random.Random) -> Iterator[tuple[User, Client]]:
    """People with up to three roles at random places, some of them past or still to come."""
    today = timezone.localdate()
    for number in range(PEOPLE):
        user = a_user(f"somebody-{number}")
        for role, place in {(chance.choice(list(Role)), chance.choice(HEADS)) for _ in range(chance.randrange(4))}:
            head = getattr(cast, place)
            level = head.level or Level.PRIMARY
            Grant.objects.create(
                user=user,
                role=role,
                level=level,
                organisation_id=0 if level is Level.UNION else head.pk,
                valid_from=chance.choice([FOUNDED, today, today + timedelta(days=1)]),
                valid_until=chance.choice([None, None, today + timedelta(days=1)]),
            )
        yield user, browser_of(user)


@dataclass(frozen=True)
class Oracle:
    """What somebody would say who holds the grants in one hand and the tree in the other."""

    held: list[tuple[frozenset[Power], Grant]]
    chains: Mapping[int, Sequence[int]]

    def allows(self, power: Power, stay: Membership) -> bool:
        """Whether one of the grants gives the power at one of the organisations above the stay, or everywhere."""
        return any(
            power in powers
            and (grant.level == Level.UNION or grant.organisation_id in self.chains[stay.organisation_id])
            for powers, grant in self.held
        )


def _oracle(user: User) -> Oracle:
    today = timezone.localdate()
    standing = [grant for grant in user.grants.all() if grant.valid_from <= today]
    return Oracle(
        [(POWERS_OF[Role(grant.role)], grant) for grant in standing],
        {place.pk: place.chain_ids for place in Organisation.objects.all()},
    )


def _status(client: Client, stay: Membership, act: str) -> int:
    return client.get(f"/members/{stay.person_id}/{act}").status_code
