"""The whole plan of an invented union."""

from collections import Counter
from datetime import date
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from edinstvo.registry.members.models import Category, EndReason, Sex
from edinstvo.registry.organisations.models import OrganisationType
from edinstvo.sites.demonstration.rules.plan import Plan, plan_union
from edinstvo.sites.demonstration.rules.scale import Scale

TODAY = date(2026, 11, 24)
SMALL = Scale.of(0.02)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The small union of TODAY."""
    return plan_union(seed=2020, scale=SMALL, today=TODAY)


@pytest.fixture(scope="module")
def whole() -> Plan:
    """The union that `make run` opens."""
    return plan_union(seed=2020, scale=Scale.of(1), today=TODAY)


def test_the_same_seed_gives_the_same_union(plan: Plan) -> None:
    assert plan_union(seed=2020, scale=SMALL, today=TODAY) == plan
    assert plan_union(seed=2021, scale=SMALL, today=TODAY) != plan


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
# All districts and schools of a small union have been renamed.
@example(date(2025, 12, 13), 4589)
@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2036, 12, 31)), st.integers(0, 10_000))
def test_every_life_is_possible_on_any_day_and_seed(today: date, seed: int) -> None:
    plan = plan_union(seed=seed, scale=SMALL, today=today)
    organisations = {one.key: one for one in plan.organisations}
    for life in plan.lives:
        for stay in life.stays:
            one = organisations[stay.at]
            assert one.founded_on <= stay.registered_on <= (stay.ended_on or today) <= today
            assert one.closed_on is None or stay.ended_on is not None
            assert one.closed_on is None or stay.ended_on <= one.closed_on
            assert stay.details.joined_on is None or stay.details.joined_on <= stay.registered_on
            assert (stay.ended_on is None) == (not stay.end_reason)
        for earlier, later in pairwise(life.stays):
            assert earlier.ended_on == later.registered_on
            assert earlier.end_reason == EndReason.TRANSFERRED
        if life.person.birth_date:
            assert life.person.birth_date.year + 13 < min(stay.registered_on for stay in life.stays).year


def test_only_the_words_of_the_register_are_used(whole: Plan) -> None:
    assert {one.type for one in whole.organisations} == set(OrganisationType) - {OrganisationType.UNION}
    stays = [stay for life in whole.lives for stay in life.stays]
    assert {stay.details.category for stay in stays} == {*Category, ""}
    assert {stay.end_reason for stay in stays} == {*EndReason, ""}
    assert {life.person.sex for life in whole.lives} == {*Sex, ""}


def test_it_is_as_large_as_promised(whole: Plan) -> None:
    types = Counter(one.type for one in whole.organisations if one.closed_on is None)
    present = sum(life.stays[-1].ended_on is None for life in whole.lives)
    assert types["regional"] + types["interregional"] == 80
    assert types["territorial"] >= 300
    assert types["primary"] + types["primary_with_territorial_rights"] >= 2_000
    assert present >= 50_000


def test_every_phone_could_be_a_mobile_of_the_country_and_is_nobody_elses(whole: Plan) -> None:
    phones = [life.person.phone for life in whole.lives if life.person.phone]
    assert len(phones) - len(set(phones)) < 20
    for phone in phones[::97]:
        number = phonenumbers.parse(phone)
        assert phonenumbers.is_valid_number(number)
        assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
        assert phone[5:8] == "555"


def test_mail_goes_nowhere(whole: Plan) -> None:
    hosts = {life.person.email.partition("@")[2] for life in whole.lives if life.person.email}
    assert hosts == {"example.org", "example.com", "example.net"}
    assert all(life.person.email.isascii() for life in whole.lives)


def test_some_records_are_incomplete(whole: Plan) -> None:
    missing = Counter(
        name for life in whole.lives for name in ("birth_date", "sex", "phone") if not getattr(life.person, name)
    )
    assert all(0.005 < missing[name] / len(whole.lives) < 0.1 for name in ("birth_date", "sex", "phone"))


def test_neighbours_are_never_called_alike(whole: Plan) -> None:
    names = Counter((one.parent, one.short_name) for one in whole.organisations)
    assert names.most_common(1)[0][1] == 1


def test_a_name_of_fourteen_words_is_a_normal_case(whole: Plan) -> None:
    assert any(len(one.name.split()) >= 14 for one in whole.organisations)
    assert all(len(one.name) <= 300 and len(one.short_name) <= 160 for one in whole.organisations)


def test_schools_are_small_and_a_university_is_large(whole: Plan) -> None:
    inside = Counter(one.parent for one in whole.organisations if one.type in ("subdivision", "group"))
    university = next(one for one in whole.organisations if one.key == "44-university")
    everybody = sum(
        one.size for one in whole.organisations if one.key == university.key or one.key.startswith(university.key + "-")
    )
    assert 2_000 <= everybody <= 3_000
    assert inside[university.key] >= 5
    assert any(one.size <= 12 for one in whole.organisations if one.kind and one.kind.name == "village_school")
