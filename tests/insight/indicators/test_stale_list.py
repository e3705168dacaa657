"""The number of stale records opens to exactly those records."""

from datetime import UTC, date, datetime, timedelta

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.registry.members.models import Membership, Person, PersonVersion
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.registry.members.people import a_former_member, a_member

LONG_AGO = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """Of Berezovka one is stale, of one the person was written lately, of one a former version; one of them left."""
    cast = a_union()
    stays = [a_member(cast.berezovka, f"{name} Анна") for name in ("Забытая", "Новая", "Прежняя")]
    stays += [a_former_member(cast.berezovka, "Ушедшая Анна"), a_member(cast.mtsensk_school, "Давняя Анна")]
    Membership.objects.filter(pk__in=[stay.pk for stay in stays]).update(known_since=LONG_AGO)
    Person.objects.exclude(pk=stays[1].person_id).update(known_since=LONG_AGO)
    said = {"version": 1, "known_until": NOW, "name_key": "", "sex": ""}
    PersonVersion.objects.create(person_id=stays[2].person_id, known_since=NOW - timedelta(days=30), **said)
    a_member(cast.lyceum, "Свежая Анна")
    return cast


def _counted(place: Organisation, day: date) -> int:
    asked = Asked(organisation=place, as_of=day, base=date(day.year, 1, 1), year=day.year - 1)
    return counts_from_rows(asked, seen_by=OPERATOR)["stale"]


def test_is_as_long_as_the_figure_says(cast: Cast) -> None:
    for place, stale in ((cast.union, 2), (cast.kostroma, 1), (cast.berezovka, 1), (cast.lyceum, 0)):
        listed = filtered(filters=Filters(organisation=place, lacks="changes"), on=TODAY, seen_by=OPERATOR)
        assert listed.count() == _counted(place, TODAY) == stale


@pytest.mark.parametrize("day", [date(2023, 6, 1), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 2), TODAY])
def test_on_a_past_day_too(cast: Cast, day: date) -> None:
    for place in (cast.union, cast.kostroma):
        asked = Filters(organisation=place, lacks="changes", as_of=day)
        assert filtered(filters=asked, on=TODAY, seen_by=OPERATOR).count() == _counted(place, day)


def test_the_definitions_lead_a_chair_to_it(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    assert 'href="/members/?lacks=changes"' in browser.get("/indicators/definitions/").content.decode()
    page = browser.get("/members/?lacks=changes").content.decode().replace("\xa0", " ")
    assert "Забытая" in page
    assert "Новая Анна" not in page
    assert "без изменений больше года" in page
