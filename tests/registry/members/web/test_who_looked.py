"""Who looked at a member: openings, papers, exports; under every number; for whoever reads the journal."""

from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.actions.print_paper import print_paper
from edinstvo.registry.members.actions.take_export import take_export
from edinstvo.registry.members.models import ExportedPeople, Membership
from edinstvo.registry.members.queries.looks import EXPORTED, PRINTED, mark_in, taken
from edinstvo.registry.members.queries.numbers import spans_of
from tests.cast import NOW, OPERATOR, Cast, a_union, chair, staff, visitor
from tests.registry.members.lists import an_export
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import QUERIES


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def looked(stay: Membership, by: str, *, minutes: int = 0) -> None:
    Reading.objects.create(
        at=NOW + timedelta(minutes=minutes),
        how=Reading.How.OPENED,
        purpose=Reading.Purpose.INSPECTING,
        actor_id=1,
        actor_name=by,
        address="192.0.2.7",
        person_id=stay.person_id,
        words="",
        region_id=stay.region_id,
        territory_id=stay.territory_id,
        primary_id=stay.primary_id,
    )


def printed(stay: Membership, *, minutes: int = 0) -> None:
    at = NOW + timedelta(minutes=minutes)
    print_paper(actor=OPERATOR, membership=stay, paper="certificate", purpose="Для районо", at=at)


def told(person_id: int, place: Any, *, size: int = 50, after: str = "") -> list[tuple[str, str]]:
    found, _more = taken(
        spans=spans_of(person_id=person_id), organisation_ids=[place.pk], after=mark_in(after), size=size
    )
    return [(one.how, one.mark) for one in found]


def test_a_record_merged_away_brings_its_looks_along_and_a_split_gives_them_back(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    kept, other = (
        a_member(cast.lyceum, "Зимина Ольга", since=date(2025, 1, 9)),
        a_former_member(cast.berezovka, "Зимина Олга"),
    )
    looked(kept, "Первый Взгляд")
    looked(other, "Второй Взгляд", minutes=1)
    printed(other, minutes=2)
    an_export(chair(cast.lyceum))
    at = NOW + timedelta(hours=1)
    merge = merged(kept, other, at=at)
    looked(kept, "Третий Взгляд", minutes=61)
    keeper, page = visitor(Role.CHAIR, cast.lyceum), f"/members/{kept.person_id}/looks/"
    with django_assert_max_num_queries(QUERIES):
        both = keeper.get(page).text
    assert [name in both for name in ("Первый", "Второй", "Третий")] == [True] * 3
    assert both.count("192.0.2.7") == 2, "from where somebody looked is the business of that place"
    with django_assert_max_num_queries(QUERIES):
        papers = keeper.get(f"{page}?taken").text
    assert ["районо" in papers, "Сверка" in papers] == [True, True]
    split(merge, at=at + timedelta(hours=1))
    looked(kept, "Четвёртый Взгляд", minutes=200)
    one = keeper.get(page).text
    assert [name in one for name in ("Первый", "Второй", "Третий", "Четвёртый")] == [True, False, True, True]
    # What was looked at in between showed both of them.
    two = visitor(Role.CHAIR, cast.berezovka).get(f"/members/{other.person_id}/looks/").text
    assert [name in two for name in ("Первый", "Второй", "Третий", "Четвёртый")] == [False, True, True, False]


def test_an_export_is_told_to_those_who_were_in_it_and_to_nobody_else(cast: Cast) -> None:
    here, there = a_member(cast.berezovka), a_member(cast.lyceum, "Чужая Вера")
    region = staff(cast.galich)
    export = an_export(region)
    late = a_member(cast.berezovka, "Поздняя Анна")
    assert {(row.organisation_id, *row.person_ids) for row in ExportedPeople.objects.all()} == {
        (cast.berezovka.pk, here.person_id),
        (cast.lyceum.pk, there.person_id),
    }
    keeper = visitor(Role.CHAIR, cast.berezovka)
    page = keeper.get(f"/members/{here.person_id}/looks/?taken").text.replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Выгружен список из 2 человек", "Сверка", "Файл никто не забрал"):
        assert part in page
    take_export(actor=region, export_id=export.pk, at=NOW)
    assert "Файл забирали" in keeper.get(f"/members/{here.person_id}/looks/?taken").text
    assert "Сверка" not in keeper.get(f"/members/{late.person_id}/looks/?taken").text


def test_a_page_follows_the_other_also_where_moments_are_the_same(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    for minutes in (0, 0, 1):
        printed(stay, minutes=minutes)
    for _ in range(2):
        an_export(chair(cast.galich) if _ else chair(cast.berezovka))
    everything = told(stay.person_id, cast.berezovka)
    assert [how for how, _ in everything] == [PRINTED, PRINTED, PRINTED, EXPORTED, EXPORTED]
    paged, after = [], ""
    while page := told(stay.person_id, cast.berezovka, size=1, after=after):
        paged += page
        after = page[-1][1]
    assert paged == everything


def test_it_is_for_those_who_read_the_journal_of_the_record(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    looked(stay, "Первый Взгляд")
    page = f"/members/{stay.person_id}/looks/"
    assert "Первый Взгляд" in visitor(Role.AUDITOR, cast.kostroma).get(page).text
    for role, place in ((Role.OPERATOR, cast.berezovka), (Role.CHAIR, cast.lyceum), (Role.STAFF, cast.oryol)):
        assert visitor(role, place).get(page).status_code == 404
    keeper = visitor(Role.CHAIR, cast.berezovka)
    assert [keeper.get(f"{page}?{asked}").status_code for asked in _ODD] == [200] * 5


def test_of_somebody_who_moved_on_only_what_was_done_here_is_told(cast: Cast) -> None:
    past = a_former_member(cast.berezovka)
    stay = a_member(cast.lyceum, since=date(2025, 1, 9))
    assert stay.person_id == past.person_id
    looked(past, "Здешний Взгляд")
    looked(stay, "Тамошний Взгляд")
    printed(stay)
    an_export(chair(cast.lyceum))
    page, keeper = f"/members/{past.person_id}/looks/", visitor(Role.CHAIR, cast.berezovka)
    here = keeper.get(page).text
    assert ("Здешний" in here, "Тамошний" in here) == (True, False)
    papers = keeper.get(f"{page}?taken").text
    assert ("районо" in papers, "Сверка" in papers) == (False, False)
    there = visitor(Role.CHAIR, cast.lyceum).get(page).text
    assert ("Здешний" in there, "Тамошний" in there) == (True, True)


_ODD = ("before=", "before=٣", "taken&after=1-printed-", "taken&after=1-stolen-1", f"taken&after={'9' * 17}-printed-1")
