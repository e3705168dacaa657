"""The question beyond one's own branches: what it answers, to whom, and who hears that it was asked."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from edinstvo.foundation.access.actor import NOBODY, Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import sight_of
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, FormerlyElsewhere
from edinstvo.registry.members.actions.ask_whether_known import Known, ask_whether_known
from edinstvo.registry.members.models import Membership, Person
from tests.cast import NOW, Cast, a_union, chair, visitor
from tests.registry.members.people import ABRAMOVA, BORN, a_former_member, a_member, person

ADMISSION = {
    "last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна", "sex": "female",
    "birth_date": f"{BORN:%d.%m.%Y}", "registered_on": "01.09.2026", "joined_on": "01.09.2026",
}  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _notes() -> list[tuple[int, int | None, str]]:
    found = Reading.objects.filter(how=Reading.How.ASKED).order_by("id")
    return list(found.values_list("actor_id", "person_id", "words"))


def _asked(by: Actor, **said: str) -> Known:
    with sight_of(by):
        return ask_whether_known(actor=by, person=person(ABRAMOVA, **said), at=NOW)


def test_answers_with_numbers_and_notes_who_was_told(cast: Cast) -> None:
    there = a_member(cast.mtsensk_school, ABRAMOVA)
    by = chair(cast.berezovka)
    assert _asked(by) == Known(people=(there.person_id,), open_stay=there.pk)
    assert _notes() == [(by.user_id, there.person_id, there.person.full_name)]
    noted = Reading.objects.get(how=Reading.How.ASKED)
    # It stands where the record is kept, and is seen by whoever reads the journal there.
    assert (noted.region_id, noted.primary_id) == (there.region_id, there.primary_id)
    assert (noted.actor_name, noted.address) == (by.name, by.address)


def test_of_somebody_who_left_too(cast: Cast) -> None:
    left = a_former_member(cast.mtsensk_school, ABRAMOVA)
    assert _asked(chair(cast.berezovka)) == Known(people=(left.person_id,), open_stay=None)
    assert [person_id for _actor, person_id, _words in _notes()] == [left.person_id]


def test_of_ones_own_people_nothing_is_noted(cast: Cast) -> None:
    here = a_member(cast.berezovka, ABRAMOVA)
    assert _asked(chair(cast.galich)) == Known(people=(here.person_id,), open_stay=here.pk)
    assert _notes() == []


def test_nobody_of_that_name_and_day_is_nobody(cast: Cast) -> None:
    a_member(cast.mtsensk_school, "Абрамова Людмила Денисовна")
    a_member(cast.mtsensk_school, ABRAMOVA, BORN + timedelta(days=1))
    assert _asked(chair(cast.berezovka)) == Known()
    assert _notes() == []


def test_whose_number_is_another_one_is_somebody_else(cast: Cast) -> None:
    there = a_member(cast.mtsensk_school, ABRAMOVA)
    Person.objects.filter(pk=there.person_id).update(snils="11223344595")
    by = chair(cast.berezovka)
    assert _asked(by, snils="08765430300") == Known()
    assert _asked(by, snils="11223344595").people == (there.person_id,)


def test_who_asks_twice_in_ten_minutes_is_noted_once(cast: Cast) -> None:
    a_member(cast.mtsensk_school, ABRAMOVA)
    by = chair(cast.berezovka)
    for at in (NOW, NOW + timedelta(minutes=9), NOW + timedelta(minutes=20)):
        with sight_of(by):
            ask_whether_known(actor=by, person=person(ABRAMOVA), at=at)
    assert len(_notes()) == 2


def test_nobody_is_told_nothing(cast: Cast) -> None:
    a_member(cast.mtsensk_school, ABRAMOVA)
    with pytest.raises(ProgrammingError, match="nobody asks"), transaction.atomic(), sight_of(NOBODY):
        ask_whether_known(actor=NOBODY, person=person(ABRAMOVA), at=NOW)


def test_the_note_names_whoever_signed_in_and_opens_nothing(cast: Cast) -> None:
    """An injected question is noted under the number of the one through whose page it came, and shows no row."""
    there = a_member(cast.mtsensk_school, ABRAMOVA)
    by = chair(cast.berezovka)
    with sight_of(by), connection.cursor() as cursor:
        asked = "SELECT * FROM members_known(%s, %s, '', now(), 'Somebody else', '203.0.113.9')"
        cursor.execute(asked, [there.name_key, BORN])
        assert cursor.fetchall() == [(there.person_id, there.pk, True)]
        assert not Membership.objects.filter(pk=there.pk).exists()
        assert not Person.objects.filter(pk=there.person_id).exists()
    assert [actor_id for actor_id, *_rest in _notes()] == [by.user_id]


@pytest.mark.parametrize(("is_former", "refusal"), [(False, AlreadyAMember), (True, FormerlyElsewhere)])
def test_the_note_outlives_the_refusal(cast: Cast, is_former: bool, refusal: type[Exception]) -> None:
    there = (a_former_member if is_former else a_member)(cast.mtsensk_school, ABRAMOVA)
    by = chair(cast.berezovka)
    with sight_of(by), pytest.raises(refusal):
        a_member(cast.berezovka, ABRAMOVA, actor=by)
    assert [person_id for _actor, person_id, _words in _notes()] == [there.person_id]
    assert Membership.objects.filter(person__last_name="Абрамова").count() == 1


def test_the_page_of_an_admission_leaves_it_and_the_keeper_of_the_record_reads_it(cast: Cast) -> None:
    there = a_member(cast.mtsensk_school, ABRAMOVA)
    sent = {**ADMISSION, "place": str(cast.berezovka.pk), "organisation": str(cast.berezovka.inpo), "asked": ""}
    answer = visitor(Role.CHAIR, cast.berezovka).post("/members/new/", sent)
    assert answer.status_code == 422
    assert [person_id for _actor, person_id, _words in _notes()] == [there.person_id]
    looked = visitor(Role.CHAIR, cast.mtsensk_school).get(f"/members/{there.person_id}/looks/")
    assert "Орехова Светлана Николаевна" in looked.content.decode()
    assert "Проверка при приёме" in looked.content.decode()
