"""Corrections: a wrong name leaves no former one, days move with figures and categories, what was known stays known."""

from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.correct_member import DatesDoNotFit, ReasonMissing
from edinstvo.registry.members.actions.refuse_joining import JoinedAsChild
from edinstvo.registry.members.models import CategoryFact, NameAlias
from edinstvo.registry.members.queries.person import category_on, members_on
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.correcting import LATER, TEACHER, correct
from tests.registry.members.people import BEGAN, BORN, a_former_member, a_member, versions


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_of_a_name_leaves_no_former_name(cast: Cast) -> None:
    membership = a_member(cast.berezovka, "Абрамва-Петрова Людмила Викторовна")
    correct(membership, name="Абрамова-Перова Людмила Викторовна")
    assert list(NameAlias.objects.values_list("kind", "key")) == [("part", "перова")]
    assert search(text="Абрамова-Перова", on=TODAY, seen_by=OPERATOR) == [membership]


def test_says_why_in_the_journal(cast: Cast) -> None:
    correct(a_member(cast.berezovka), born=date(1969, 3, 12))
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.reason) == ("member_corrected", "Опечатка в бумажной карточке")
    assert (entry.before, entry.after) == ({"birth_date": "1968-03-12"}, {"birth_date": "1969-03-12"})


def test_without_a_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        correct(a_member(cast.berezovka), reason="  ")


def test_answers_as_of_a_day_with_what_is_known_today_and_known_on_with_what_was_known(cast: Cast) -> None:
    membership = a_member(cast.berezovka, since=BEGAN)
    correct(membership, registered_on=date(2021, 9, 1))
    asked: Any = {"organisation": cast.galich, "on": date(2021, 1, 1), "seen_by": OPERATOR}
    assert members_on(**asked) == []
    [then] = members_on(**asked, known_on=NOW + timedelta(hours=1))
    assert then.registered_on == BEGAN
    assert [row.pk for row in members_on(**{**asked, "on": TODAY}, known_on=LATER)] == [membership.pk]


def test_opens_an_ended_membership_again(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.galich.pk) == 0
    assert correct(former, ended_on=None, end_reason="").is_open
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.galich.pk) == 1


def test_ends_a_membership_that_should_have_ended(cast: Cast) -> None:
    correct(a_member(cast.berezovka), ended_on=date(2023, 1, 1), end_reason="died")
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.berezovka.pk) == 0


def test_moves_the_first_category_back_with_the_first_day(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=TEACHER)
    correct(membership, registered_on=date(2019, 9, 1))
    assert category_on(membership_id=membership.pk, on=date(2019, 9, 1)) == "pedagogical"
    assert category_on(membership_id=membership.pk, on=date(2019, 9, 1), known_on=NOW) == ""


def test_forward_and_then_back_past_the_first_day_moves_it_too(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=TEACHER)
    correct(membership, registered_on=date(2023, 1, 1))
    correct(membership, registered_on=date(2019, 9, 1))
    assert category_on(membership_id=membership.pk, on=date(2019, 9, 1)) == "pedagogical"


def test_forward_past_a_later_category_keeps_the_later_one(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=TEACHER)
    CategoryFact.objects.create(
        membership_id=membership.pk, category="retired", valid_from=date(2022, 1, 1), known_since=NOW
    )
    correct(membership, registered_on=date(2023, 1, 1))
    assert category_on(membership_id=membership.pk, on=TODAY) == "retired"


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("joined_on", {"joined_on": TODAY + timedelta(days=1)}),
        ("registered_on", {"registered_on": TODAY + timedelta(days=1)}),
        ("ended_on", {"ended_on": TODAY + timedelta(days=1), "end_reason": "died"}),
        ("ended_on", {"ended_on": BEGAN - timedelta(days=1), "end_reason": "died"}),
        ("end_reason", {"ended_on": TODAY, "end_reason": ""}),
        ("end_reason", {"ended_on": None, "end_reason": "died"}),
    ],
)
def test_to_impossible_days_is_refused(cast: Cast, field: str, days: dict[str, Any]) -> None:
    with pytest.raises(DatesDoNotFit) as refused:
        correct(a_member(cast.berezovka), **days)
    assert refused.value.fields == [field]


def test_is_refused_to_strangers_and_to_a_page_out_of_date(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    with pytest.raises(PowerMissing):
        correct(membership, actor=chair(cast.lyceum), born=date(1969, 3, 12))
    opened = versions(membership)
    correct(membership, expected=opened, born=date(1969, 3, 12))
    with pytest.raises(EditedMeanwhile):
        correct(membership, expected=opened, born=date(1970, 3, 12))


def test_is_refused_where_a_corrected_day_is_that_of_a_child(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    for born, days in [
        (BORN, {"joined_on": date(1982, 3, 11)}),
        (BORN, {"registered_on": date(1982, 3, 11)}),
        (date(2006, 9, 2), {}),
    ]:
        with pytest.raises(JoinedAsChild):
            correct(membership, born=born, **days)
    assert correct(membership, joined_on=date(1982, 3, 12)).joined_on == date(1982, 3, 12)
