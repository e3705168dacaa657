"""The day of each count stands in one table: what is counted and what is said of it follow the same entry."""

from datetime import date

import pytest
from django.db.models import F

from edinstvo.insight.indicators.queries.from_places import Places
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.insight.indicators.rules import COUNTED_ON, INDICATORS, Day
from edinstvo.insight.indicators.web.acts import addresses_for
from edinstvo.insight.indicators.web.definitions import families
from edinstvo.insight.indicators.web.meanings import DAYS
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    """One was on record on the base day, another came after it; a school founded between; cards of both years."""
    cast = a_union()
    first = a_member(cast.berezovka, "Первая Анна", since=date(2020, 1, 1))
    a_member(cast.mtsensk_school, "Вторая Анна", since=date(2024, 2, 1))
    days = [date(2023, 6, 1), date(2024, 2, 1), date(2024, 2, 2)]
    cards = [
        LoadedCard(number=f"{number:013d}", kind="plastic", person_id=first.person_id, issued_on=day)
        for number, day in enumerate(days, start=1)
    ]
    load_cards(actor=OPERATOR, cards=cards, at=NOW)
    Membership.objects.update(electronic_on=F("registered_on"))
    Organisation.objects.filter(pk=cast.mtsensk_school.pk).update(founded_on=date(2024, 1, 15))
    return cast


def _counted(cast: Cast, name: str) -> int:
    asked = Asked(organisation=cast.union, as_of=date(2024, 3, 16), base=date(2024, 1, 1), year=2023)
    return counts_from_rows(asked, seen_by=OPERATOR)[name]


def _said(name: str) -> set[object]:
    """The days that the page of definitions names, of the count wherever it stands."""
    said: set[object] = set()
    for family in families(addresses=addresses_for(OPERATOR)):
        said |= {family.day} if family.name == name else set()
        divided = [one.denominator for one in INDICATORS if one.numerator == family.name]
        said |= {line.denominator_day for of, line in zip(divided, family.lines, strict=True) if of == name}
    return said


@pytest.mark.parametrize(
    ("name", "shipped", "counted", "other", "counted_then"),
    [
        ("total", Day.BASE, 1, Day.AS_OF, 2),
        ("members", Day.AS_OF, 2, Day.BASE, 1),
        ("registered", Day.AS_OF, 2, Day.BASE, 1),
        ("issued_in_year", Day.YEAR, 1, Day.PERIOD, 2),
        ("joined", Day.PERIOD, 1, Day.YEAR, 0),
        ("primaries", Day.AS_OF, 6, Day.BASE, 5),
    ],
)
def test_another_day_in_the_table_is_counted_and_said(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str, shipped: Day, counted: int, other: Day, counted_then: int
) -> None:
    assert COUNTED_ON[name] is shipped
    assert (_counted(cast, name), _said(name)) == (counted, {DAYS[shipped]})
    monkeypatch.setitem(COUNTED_ON, name, other)
    assert (_counted(cast, name), _said(name)) == (counted_then, {DAYS[other]})


def test_the_union_divides_what_stands_on_one_day_by_the_total_of_another() -> None:
    [share] = [one for one in INDICATORS if one.name == "registered_share"]
    assert (share.numerator_day, share.denominator_day) == (Day.AS_OF, Day.BASE)
    [total] = [one for one in INDICATORS if one.name == "total"]
    assert (total.numerator_day, total.denominator_day) == (Day.BASE, None)


def test_every_count_has_its_day_and_every_day_its_words(cast: Cast) -> None:
    names = {name for one in INDICATORS for name in (one.numerator, one.denominator) if name}
    assert COUNTED_ON.keys() == names
    assert DAYS.keys() == set(Day)
    asked = Asked(organisation=cast.union, as_of=date(2024, 3, 16), base=date(2024, 1, 1), year=2023)
    assert counts_from_rows(asked, seen_by=OPERATOR).keys() == names


def test_each_count_by_itself_beside_others_of_its_day_is_the_same(cast: Cast) -> None:
    """Whoever counts many branches asks for what they need, and reads the organisations of a day once."""
    places = Places()
    for place in (cast.union, cast.kostroma, cast.oryol, cast.berezovka):
        asked = Asked(organisation=place, as_of=date(2024, 3, 16), base=date(2024, 1, 1), year=2023)
        together = counts_from_rows(asked, seen_by=OPERATOR)
        for name in COUNTED_ON:
            alone = counts_from_rows(asked, seen_by=OPERATOR, only={name}, places=places)
            assert alone[name] == together[name], name
            assert alone.keys() <= {name, "joined", "left"}
