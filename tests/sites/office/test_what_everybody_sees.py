"""Thousands of (actor, object) pairs: what the pages show is what the permission table says, and nothing else."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user
from tests.registry.imports.lists import planned
from tests.registry.structure.committee_lists import planned as structure_planned

USERS = 16
Grants = list[tuple[Role, Organisation]]
SURNAMES = ["Иванова", "Петрова", "Сидорчук", "Белых", "Кузнецов", "Смирнов", "Попова", "Орлова"]


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.slow
@pytest.mark.django_db
def test_pages_show_what_the_table_says_and_hide_the_rest(cast: Cast) -> None:
    dice = random.Random(20261124)
    people, plans = _people(cast, dice), _plans(cast)
    for head in (cast.kostroma, cast.buy, cast.mtsensk):
        structure_planned(head, [("", "ППО школы № 9", "", "", "", "", "")])
    # A part of a primary heads no branch: powers are not given there.
    places = [place for place in cast.everything() if place.level]
    tried = shown = 0
    for number in range(USERS):
        grants = [(dice.choice(list(Role)), dice.choice(places)) for _ in range(dice.choice([0, 1, 1, 2]))]
        client = Client()
        client.force_login(_somebody(number, grants))
        for address, power, place in _objects(cast, people, plans):
            expected = _has(grants, power, place)
            got = client.get(address).status_code
            assert got == (200 if expected else 404), (address, power, grants)
            tried, shown = tried + 1, shown + expected
    assert tried > 2000
    assert 200 < shown < tried - 200


@pytest.mark.django_db
def test_a_list_and_a_search_name_nobody_from_elsewhere(cast: Cast) -> None:
    dice = random.Random(7)
    people = _people(cast, dice)
    for number, place in enumerate(one for one in cast.everything() if one.level):
        grants: Grants = [(Role.CHAIR, place)]
        client = Client()
        client.force_login(_somebody(number, grants))
        for address in ("/members/", "/members/?state=all", *(f"/members/?q={surname}" for surname in SURNAMES[:3])):
            page = client.get(address).content.decode()
            named = {
                one.pk for one in people if reverse("members:page", kwargs={"person_id": one.person_id}) + '"' in page
            }
            assert named <= {one.pk for one in people if _has(grants, Power.SEE_MEMBERS, one.organisation)}, address


def _objects(
    cast: Cast, people: list[Membership], plans: list[ImportPlan]
) -> Iterator[tuple[str, Power, Organisation]]:
    """(address, the power that opens it, the place it lies at)."""
    for organisation in cast.everything():
        if organisation.inpo:
            yield (
                reverse("organisations:page", kwargs={"inpo": organisation.inpo}),
                Power.SEE_ORGANISATIONS,
                organisation,
            )
            extract = reverse("organisations:extract", kwargs={"inpo": organisation.inpo})
            yield extract, Power.SEE_ORGANISATIONS, organisation
    for one in (cast.buy, cast.college):
        yield reverse("offices:composition", kwargs={"inpo": one.inpo}), Power.SEE_ORGANISATIONS, one
    for one in (cast.buy, cast.oryol):
        yield reverse("offices:letters", kwargs={"inpo": one.inpo}), Power.MANAGE_ORGANISATIONS, one
    for one in people:
        yield reverse("members:page", kwargs={"person_id": one.person_id}), Power.SEE_MEMBERS, one.organisation
        yield reverse("members:papers", kwargs={"person_id": one.person_id}), Power.SEE_MEMBERS, one.organisation
        yield reverse("members:edit", kwargs={"person_id": one.person_id}), Power.KEEP_MEMBERS, one.organisation
        consent = reverse("consents:give", kwargs={"person_id": one.person_id, "kind": "processing"})
        yield consent, Power.KEEP_MEMBERS, one.organisation
    for one in people[::9]:
        yield reverse("members:merge", kwargs={"person_id": one.person_id}), Power.KEEP_MEMBERS, one.organisation
    for plan in plans:
        yield reverse("imports:page", kwargs={"plan_id": plan.pk}), Power.IMPORT_MEMBERS, plan.organisation
    for structure in StructurePlan.objects.select_related("organisation"):
        address = reverse("structure:page", kwargs={"plan_id": structure.pk})
        yield address, Power.MANAGE_ORGANISATIONS, structure.organisation


def _has(grants: Grants, power: Power, place: Organisation) -> bool:
    """The table read by itself: a role at an organisation holds there and below, by the parents alone."""
    above = {organisation.pk for organisation in _up(place)}
    return any(power in POWERS_OF[role] and granted.pk in above for role, granted in grants)


def _up(place: Organisation | None) -> Iterator[Organisation]:
    while place is not None:
        yield place
        place = place.parent


def _somebody(number: int, grants: Grants) -> User:
    return a_user(f"user-{number}", grants=dict.fromkeys(grants))


def _people(cast: Cast, dice: random.Random) -> list[Membership]:
    """Three people in every organisation that keeps members."""
    return [
        admit_member(
            actor=OPERATOR,
            organisation=place,
            person=PersonDetails(
                last_name=dice.choice(SURNAMES),
                first_name="Анна",
                middle_name="Петровна",
                birth_date=date(1960 + dice.randrange(40), 1 + dice.randrange(12), 1 + number),
            ),
            membership=MembershipDetails(),
            on=TODAY,
            registered_on=TODAY,
            at=NOW,
            is_another_person=True,
        )
        for place in cast.everything()
        if place.keeps_members
        for number in range(3)
    ]


def _plans(cast: Cast) -> list[ImportPlan]:
    nina = ["Новикова Нина Ильинична", "01.02.1980", "", "", ""]
    return [planned(place, [nina]) for place in (cast.berezovka, cast.college, cast.mtsensk_school)]
