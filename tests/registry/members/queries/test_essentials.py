"""Every question of what a record lacks follows one rule: lists, counts and past days find the same people."""

from datetime import date, timedelta

import pytest

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.complete_then import complete_before
from edinstvo.registry.members.queries.essentials import STORED, lacking, lacking_sql, unknown
from edinstvo.registry.members.queries.narrowing import LACKING
from edinstvo.registry.members.rules.people import ESSENTIALS, MembershipDetails, missing_essentials
from tests.cast import NOW, Cast, a_union
from tests.foundation.access.sql import ids
from tests.registry.members.people import a_member

_KNOWN = {"birth_date": date(1980, 1, 1), "sex": "female", "phone": "+79101234567"}
_OF_STAY = {"category": "pedagogical", "joined_on": date(2010, 9, 1)}
_STATEMENT = "SELECT m.id FROM members_membership m JOIN members_person p ON p.id = m.person_id WHERE {}"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize("name", ESSENTIALS)
def test_whoever_lacks_one_is_found_by_it_alone(cast: Cast, name: str) -> None:
    said = {**_KNOWN, **_OF_STAY, name: None if name in ("birth_date", "joined_on") else ""}
    person = {key: said[key] for key in _KNOWN if key != "birth_date"}
    details = MembershipDetails(**{key: said[key] for key in _OF_STAY})
    stay = a_member(cast.lyceum, "Учётная Анна", said["birth_date"], details=details, **person)
    assert missing_essentials(said) == [name]
    for other in ESSENTIALS:
        wanted = {stay.pk} if other == name else set()
        assert {*Membership.objects.filter(LACKING[other]).values_list("pk", flat=True)} == wanted
        assert ids(_STATEMENT.format(lacking_sql()[other])) == wanted
    assert not Membership.objects.filter(complete_before(NOW + timedelta(days=1))).exists()


def test_lists_ask_by_the_rule_of_the_essentials() -> None:
    assert {name: LACKING[name] for name in ESSENTIALS} == lacking()
    assert lacking()["sex"] == unknown("sex", through="person__")
    assert {*STORED} == {*ESSENTIALS}
