"""What the rows say of themselves, and what the database refuses whoever writes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from edinstvo.registry.organisations.models import Organisation, OrganisationName, known
from edinstvo.registry.organisations.rules import Place
from tests.cast import FOUNDED, Cast, a_union


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_day_ends_at_midnight_of_the_houses_own_time_zone(cast: Cast) -> None:
    # Five minutes to and past midnight in Moscow, which is three hours ahead.
    before, after = (datetime(2026, 5, 1, 20, 55, tzinfo=UTC), datetime(2026, 5, 1, 21, 5, tzinfo=UTC))
    for moment in (before, after):
        OrganisationName.objects.filter(organisation=cast.buy).update(known_since=moment)
        of_buy = OrganisationName.objects.filter(organisation=cast.buy)
        assert of_buy.filter(known(on=date(2026, 5, 1))).exists() == (moment == before)
        assert of_buy.filter(known(on=date(2026, 5, 2))).exists()


def test_what_was_taken_back_is_known_only_between_its_two_moments(cast: Cast) -> None:
    begin = datetime(2026, 5, 1, 9, tzinfo=UTC)
    facts = OrganisationName.objects.filter(organisation=cast.buy)
    facts.update(known_since=begin, known_until=begin + timedelta(days=2))
    days = [date(2026, 4, 30) + timedelta(days=n) for n in range(5)]
    assert [facts.filter(known(on=day)).exists() for day in days] == [False, True, True, False, False]
    assert not facts.filter(known()).exists()


def test_a_row_knows_its_level_and_the_place_above(cast: Cast) -> None:
    above = Place(region_id=cast.kostroma.pk, territory_id=cast.buy.pk)
    assert (cast.college.place_above, cast.buy.place) == (above, above)
    assert cast.group.place_above == cast.group.place == cast.college.place
    assert cast.union.place_above == cast.kostroma.place_above == Place()
    assert (cast.group.level, cast.group.number) == (None, "")
    assert [row.keeps_members for row in (cast.buy, cast.college, cast.group)] == [False, True, True]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"short_name": ""},
        {"closed_on": FOUNDED - timedelta(days=1)},
        {"inpo": None},
        {"inpo": "0000000001"},
        {"type": "union"},
        {"parent": None},
        {"name_key": "буйская городская организация"},
    ],
)
def test_the_database_refuses(cast: Cast, change: dict[str, object]) -> None:
    Organisation.objects.filter(pk=cast.oryol.pk).update(inpo="0000000001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=cast.galich.pk).update(**change)
