"""Every stay says under which other names its person is found, whatever act gave or took one."""

from datetime import date

import pytest

from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.models import Membership, NameAlias
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.imports.lists import planned
from tests.registry.members.actions.test_rename_member import rename
from tests.registry.members.correcting import correct
from tests.registry.members.merges import merged, split
from tests.registry.members.names import names_wrongly_told
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.transfers import asked

DOUBLE = "Семёнова-Тянь-Шанская Ольга Ивановна"
BARE = "Белозерская Анастасия Константиновна"
HEADINGS = ("ФИО", "Дата рождения", "Прежняя фамилия")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _told(stay: Membership) -> str:
    """What the stay says, once everybody's has been compared with the names."""
    assert names_wrongly_told() == []
    stay.refresh_from_db()
    return stay.other_keys


def _brought(place: Organisation, *rows: tuple[str, str, str]) -> ImportPlan:
    plan = planned(place, rows, headings=HEADINGS)
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    return plan


def test_most_people_have_one_name_and_a_double_surname_has_parts(cast: Cast) -> None:
    assert _told(a_member(cast.berezovka)) == ""
    assert _told(a_member(cast.berezovka, DOUBLE)) == "|тянь|шанская|"


def test_a_former_name_is_told_by_every_stay_of_the_person(cast: Cast) -> None:
    before = a_former_member(cast.lyceum, BARE, date(1991, 7, 30), since=date(2010, 1, 1), until=date(2015, 1, 1))
    now = a_member(cast.berezovka, BARE, date(1991, 7, 30), since=date(2016, 1, 1), is_same_person=True)
    assert before.person_id == now.person_id
    rename(now)
    assert _told(now) == _told(before) != ""
    assert "|белозерская  анастасия константиновна|" in now.other_keys


def test_a_slip_that_is_corrected_leaves_no_part_behind(cast: Cast) -> None:
    stay = a_member(cast.berezovka, DOUBLE)
    correct(stay, name="Семёнова Ольга Ивановна")
    assert _told(stay) == ""


def test_it_goes_along_with_a_transfer(cast: Cast) -> None:
    stay = a_member(cast.berezovka, DOUBLE)
    asked(stay, cast.mtsensk_school)
    assert _told(Membership.objects.get(Membership.OPEN, person_id=stay.person_id)) == "|тянь|шанская|"


def test_two_records_made_one_are_told_under_both_names_and_parted_each_under_its_own(cast: Cast) -> None:
    kept, other = a_member(cast.berezovka), a_member(cast.berezovka, DOUBLE, is_another_person=True)
    merge = merged(kept, other)
    assert "|семенова тянь шанская  ольга ивановна|" in _told(kept)
    split(merge)
    assert (_told(kept), _told(other)) == ("", "|тянь|шанская|")


def test_a_list_brings_names_along_and_takes_them_back(cast: Cast) -> None:
    known = a_former_member(cast.lyceum)
    plan = _brought(
        cast.berezovka,
        (DOUBLE, "01.02.1980", ""),
        ("Иванова Анна Петровна", "12.03.1968", "Белкина"),
        (known.person.full_name, "12.03.1968", "Зайцева"),
        ("Зимина Татьяна Юрьевна", "23.04.1979", ""),
    )
    brought = Membership.objects.filter(batch_id=plan.pk).order_by("name_key")
    assert _told(known) == "|зайцева  людмила викторовна|"
    assert [_told(one) for one in brought] == [
        known.other_keys,
        "",
        "|белкина  анна петровна|",
        "|тянь|шанская|",
    ]
    undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    assert names_wrongly_told() == []
    assert set(NameAlias.objects.values_list("person_id", flat=True)) <= {known.person_id}
