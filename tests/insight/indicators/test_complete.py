"""Complete records of a past day are those that were complete as the register knew them when the day ended."""

from datetime import date, timedelta

import pytest

from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.models import Membership
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.registry.members.gaps import KNOWN
from tests.registry.members.people import a_member, dates_of, person, versions


@pytest.mark.django_db
def test_what_is_filled_in_later_does_not_change_the_day_before() -> None:
    cast = a_union()
    row = a_member(cast.berezovka, sex="female", since=date(2020, 1, 1))
    Membership.objects.filter(pk=row.pk).update(category="support")
    row = Membership.objects.select_related("person").get(pk=row.pk)
    correct_member(
        actor=OPERATOR,
        membership_id=row.pk,
        expected=versions(row),
        person=person(row.person.full_name, row.person.birth_date, sex="female", phone=KNOWN["phone"]),
        dates=dates_of(row),
        reason="Опечатка",
        on=TODAY,
        at=NOW + timedelta(days=2),
    )
    found = {}
    for days in (-1, 0, 1, 2, 3):
        asked = Asked(organisation=cast.kostroma, as_of=TODAY + timedelta(days=days), base=TODAY, year=2025)
        counts = counts_from_rows(asked, seen_by=OPERATOR)
        found[days] = (counts["complete"], counts["members"])
    assert found == {-1: (0, 1), 0: (0, 1), 1: (0, 1), 2: (1, 1), 3: (1, 1)}
    assert not Membership.objects.get(pk=row.pk).is_incomplete
