"""The records on file are counted once, by the migrations that brought the measures."""

from importlib import import_module

import pytest
from django.db import connection

from edinstvo.foundation.tallies.models import Delta, Total
from edinstvo.foundation.tallies.queries import several_figures
from edinstvo.registry.members.queries.essentials import MEASURES
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import a_union
from tests.registry.members.people import BEGAN, a_former_member, a_member

MIGRATIONS = ("0007_count_what_records_lack", "0023_count_pensioners")
COUNTS = [import_module(f"edinstvo.registry.members.migrations.{name}").COUNT for name in MIGRATIONS]
LACKING = [measure for measure in MEASURES if measure != OPEN_MEMBERSHIPS]


@pytest.mark.django_db
@pytest.mark.database
def test_as_the_acts_count_them() -> None:
    cast = a_union()
    a_member(cast.group, "Первая Анна", None, details=MembershipDetails())
    a_member(cast.group, "Вторая Анна", sex="female")
    a_member(cast.mtsensk_school, "Третья Анна", phone="+79105550112")
    a_member(
        cast.college, "Полная Анна", phone="+79105550113", sex="female",
        details=MembershipDetails(joined_on=BEGAN, category="retired"),
    )  # fmt: skip
    a_former_member(cast.lyceum, "Бывшая Анна")
    ids = [place.pk for place in cast.everything()]
    counted = several_figures(measures=LACKING, organisation_ids=ids)
    assert any(counted[cast.union.pk].values())
    Delta.objects.exclude(measure=OPEN_MEMBERSHIPS).delete()
    Total.objects.exclude(measure=OPEN_MEMBERSHIPS).delete()
    with connection.cursor() as cursor:
        for count in COUNTS:
            cursor.execute(count)
    assert several_figures(measures=LACKING, organisation_ids=ids) == counted
