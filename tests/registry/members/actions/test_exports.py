"""A list as a file: what is in it, for whom it is, who is told, and how long it is kept."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.actions.end_grant import end_grant
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.files.local import local_copy
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.members.actions.ask_export import ask_export
from edinstvo.registry.members.actions.make_export import make_export
from edinstvo.registry.members.actions.take_export import FileForgotten, take_export
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.report import say_nothing
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, TODAY, Cast, a_union, a_user, auditor, chair, staff
from tests.foundation.retention.nights import night
from tests.registry.members.people import BEGAN, a_former_member, a_member

DETAILS = MembershipDetails(category="pedagogical", joined_on=BEGAN, position="=HYPERLINK(1)")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def asked(actor: Actor, **said: Any) -> Export:
    usual: dict[str, Any] = {"filters": Filters(), "columns": ["last_name", "birth_date"], "kind": "xlsx"}
    return ask_export(actor=actor, words="на учёте", purpose="Сверка", at=NOW, **{**usual, **said})


def made(actor: Actor, **said: Any) -> Export:
    return make_export(actor=actor, export_id=asked(actor, **said).pk, on=TODAY, at=NOW, report=say_nothing)


def rows_in(export: Export) -> list[list[Any]]:
    assert export.file is not None
    with local_copy(file=export.file) as path:
        [sheet] = [[row.cells for row in one.rows] for one in read_tables(path, name=export.file.name)]
    return sheet


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_holds_the_chosen_columns_of_those_whom_the_filter_leaves(cast: Cast, kind: str) -> None:
    a_member(cast.berezovka, "Ветрова Нина", details=DETAILS, phone="+79105550112", sex="female")
    a_member(cast.berezovka, "Абрамова Анна", None)
    a_former_member(cast.berezovka, "Бывшая Вера")
    a_member(cast.lyceum, "Чужая Вера")
    columns = ["last_name", "birth_date", "phone", "position", "category"]
    export = made(chair(cast.berezovka), columns=columns, kind=kind)
    born = date(1968, 3, 12) if kind == "xlsx" else "12.03.1968"
    position = "=HYPERLINK(1)" if kind == "xlsx" else "'=HYPERLINK(1)"
    assert rows_in(export) == [
        ["№", "Фамилия", "Дата рождения", "Телефон", "Должность", "Категория"],
        [1 if kind == "xlsx" else "1", "Абрамова"],
        [2 if kind == "xlsx" else "2", "Ветрова", born, "8 910 555-01-12", position, "Педагогический работник"],
    ]
    former = made(chair_again(export), filters=Filters(state="former"), kind=kind)
    assert [row[1] for row in rows_in(former)[1:]] == ["Бывшая"]


def test_stands_in_the_order_of_the_list(cast: Cast) -> None:
    a_member(cast.berezovka, "Абрамова Анна", since=date(2021, 2, 1))
    a_member(cast.mtsensk_school, "Ветрова Нина", since=date(2021, 2, 3))
    a_member(cast.college, "Ким Ольга", since=date(2021, 2, 2))
    came = Filters(came_from=date(2021, 2, 1), came_to=date(2021, 2, 28))
    in_union, in_region = replace(came, organisation=cast.union), replace(came, organisation=cast.kostroma)
    somebody = staff(cast.union)
    names = {
        "by the day": rows_in(made(somebody, filters=in_union)),
        "by name": rows_in(made(somebody, filters=in_region)),
        "backwards": rows_in(made(somebody, filters=replace(in_region, sort="-name"))),
    }
    assert {order: [row[1] for row in rows[1:]] for order, rows in names.items()} == {
        "by the day": ["Ветрова", "Ким", "Абрамова"],
        "by name": ["Абрамова", "Ким"],
        "backwards": ["Ким", "Абрамова"],
    }


def test_says_in_which_district_and_region_each_organisation_stands(cast: Cast) -> None:
    a_member(cast.berezovka, "Абрамова Анна")
    a_member(cast.university, "Белова Вера")
    columns = ["last_name", "territory", "region"]
    assert rows_in(made(staff(cast.kostroma), columns=columns, kind="xlsx"))[1:] == [
        [1, "Абрамова", "Галичская районная организация", "Костромская областная организация"],
        [2, "Белова", "", "Костромская областная организация"],
    ]
    # What lies above is not in the sight of a chair everywhere; nobody is left out for it.
    of_chair = rows_in(made(chair(cast.berezovka), columns=columns, kind="xlsx"))
    assert [row[1] for row in of_chair] == ["Фамилия", "Абрамова"]


def chair_again(export: Export) -> Actor:
    return actor_of(User.objects.get(pk=export.asked_by_id), on=TODAY, address="192.0.2.7")


def test_is_entered_with_its_filter_its_count_and_its_purpose_each_time_it_leaves(cast: Cast) -> None:
    a_member(cast.berezovka)
    somebody = chair(cast.berezovka)
    export = made(somebody, filters=Filters(organisation=cast.berezovka))
    take_export(actor=somebody, export_id=export.pk, at=NOW)
    take_export(actor=somebody, export_id=export.pk, at=NOW)
    entries = list(Entry.objects.order_by("id").filter(object_type="export"))
    assert [one.verb for one in entries] == ["members_exported", "export_taken", "export_taken"]
    assert all(one.after == {"people": 1, "file": "xlsx"} and one.reason == "Сверка" for one in entries)
    assert {one.primary_id for one in entries} == {cast.berezovka.pk}
    assert make_export(actor=somebody, export_id=export.pk, on=TODAY, at=NOW, report=say_nothing) == export
    assert Entry.objects.filter(verb="members_exported").count() == 1


def test_power_lost_between_asking_making_and_taking_ends_it(cast: Cast) -> None:
    a_member(cast.berezovka)
    somebody = chair(cast.berezovka)
    first, second = made(somebody), asked(somebody)
    grant = Grant.objects.get(user_id=somebody.user_id)
    end_grant(actor=Actor.operator(name="Root", command="test"), grant=grant, on=TODAY, at=NOW)
    now = actor_of(User.objects.get(pk=somebody.user_id), on=TODAY + timedelta(days=1), address="")
    with pytest.raises(PowerMissing):
        make_export(actor=now, export_id=second.pk, on=TODAY, at=NOW, report=say_nothing)
    with pytest.raises(PowerMissing):
        take_export(actor=now, export_id=first.pk, at=NOW)
    assert not Entry.objects.filter(verb="export_taken").exists()


def test_power_lost_at_one_of_two_branches_ends_it_for_both(cast: Cast) -> None:
    both = a_user("both", grants=[(Role.CHAIR, cast.berezovka), (Role.CHAIR, cast.mtsensk_school)])
    actor = actor_of(both, on=TODAY, address="")
    export = made(actor)
    assert Entry.objects.filter(verb="members_exported").count() == 2
    one_left = frozenset((p, b) for p, b in actor.grants if b.organisation_id != cast.mtsensk_school.pk)
    with pytest.raises(PowerMissing):
        take_export(actor=replace(actor, grants=one_left), export_id=export.pk, at=NOW)


def test_is_for_the_one_who_asked_and_for_nobody_without_the_power(cast: Cast) -> None:
    a_member(cast.berezovka)
    export = made(chair(cast.berezovka))
    with pytest.raises(Export.DoesNotExist):
        take_export(actor=chair(cast.galich), export_id=export.pk, at=NOW)
    for stranger in (auditor(cast.berezovka), chair(cast.lyceum)):
        with pytest.raises(PowerMissing):
            asked(stranger, filters=Filters(organisation=cast.berezovka))
    # Whoever may see two branches but export only one takes that one alone.
    mixed = a_user("mixed", grants=[(Role.CHAIR, cast.berezovka), (Role.AUDITOR, cast.lyceum)])
    a_member(cast.lyceum, "Чужая Вера")
    assert [row[1] for row in rows_in(made(actor_of(mixed, on=TODAY, address="")))[1:]] == ["Абрамова"]


def test_is_forgotten_after_a_week_and_the_note_of_it_stays(cast: Cast) -> None:
    somebody = chair(cast.berezovka)
    export = made(somebody)
    assert night("members.exports", TODAY + timedelta(days=7)) == 0
    assert night("members.exports", TODAY + timedelta(days=8)) == 1
    assert not StoredFile.objects.exists()
    with pytest.raises(FileForgotten):
        take_export(actor=somebody, export_id=export.pk, at=NOW)
    assert Export.objects.get().people == 0
    assert Work.objects.get().kind == "members.export"
