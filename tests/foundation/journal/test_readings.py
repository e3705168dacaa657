"""Who looked: one row for a look, shown to those who read the journal there, unusual readers first."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.journal.queries import readers
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, Cast, a_union, auditor, chair, visitor
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _text(browser: Client, address: str) -> str:
    return re.sub(r"\s+", " ", browser.get(address).content.decode().replace("\xa0", " "))


def _opens(actor: Actor, place: Organisation, person_id: int, *, minutes: int = 0) -> None:
    note_reading(
        actor=actor,
        how=Reading.How.OPENED,
        purpose=Reading.Purpose.KEEPING,
        words="Ветрова Нина",
        person_id=person_id,
        at_place=place,
        at=NOW + timedelta(minutes=minutes),
    )


def test_a_look_is_noted_once_in_ten_minutes_and_stays(cast: Cast) -> None:
    one, other = chair(cast.berezovka), chair(cast.lyceum)
    for minutes in (0, 5, 11):
        _opens(one, cast.berezovka, 1, minutes=minutes)
    _opens(one, cast.berezovka, 2)
    _opens(other, cast.berezovka, 1)
    _opens(OPERATOR, cast.berezovka, 1)
    assert Reading.objects.count() == 4
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Reading.objects.all().delete()


def test_the_page_of_a_member_names_who_looked_where_from_and_what_for(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    page, looks = f"/members/{stay.person_id}/", f"/members/{stay.person_id}/looks/"
    keeper, inspector = visitor(Role.CHAIR, cast.berezovka), visitor(Role.AUDITOR, cast.union)
    inspector.get(page)
    inspector.get("/members/?state=former")
    assert looks in _text(keeper, page)
    told = _text(keeper, looks)
    assert "Открыта запись, проверка" in told
    assert "Открыта запись, ведение учёта" in told
    assert "127.0.0.1" in told
    assert "выбывшие" in _text(inspector, f"/journal/readings/?who={Reading.objects.order_by('id')[0].actor_id}")
    stranger = visitor(Role.CHAIR, cast.mtsensk_school)
    assert stranger.get(looks).status_code == 404
    assert Reading.objects.filter(how=Reading.How.LISTED).count() == 1


def test_whoever_reads_far_more_than_others_comes_first(cast: Cast) -> None:
    quiet, busy = chair(cast.berezovka), chair(cast.lyceum)
    for person in range(3):
        _opens(quiet, cast.berezovka, person)
    for person in range(30):
        _opens(busy, cast.lyceum, person)
    told = readers(since=NOW - timedelta(days=1), seen_by=auditor(cast.kostroma))
    assert [(one.name, one.people, one.most_in_a_day, one.is_unusual) for one in told] == [
        (busy.name, 30, 30, True),
        (quiet.name, 3, 3, False),
    ]
    assert readers(since=NOW - timedelta(days=1), seen_by=chair(cast.mtsensk_school)) == []
    page = _text(visitor(Role.AUDITOR, cast.union), "/journal/readings/")
    assert page.index(busy.name) < page.index(quiet.name)
