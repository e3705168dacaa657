"""Who looked: one row for a look, shown to those who read the journal there, unusual readers first."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.actors import told_apart
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.journal.queries import readers
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, auditor, chair, visitor
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


def test_two_of_one_name_are_two_readers_told_apart_by_login_and_place(cast: Cast) -> None:
    name = "Орехова Светлана Николаевна"
    places = {"orehova": cast.berezovka, "orehova-2": cast.lyceum}
    stay = a_member(cast.berezovka)
    for login, place in places.items():
        user = a_user(login, name=name, grants=[(Role.CHAIR, place), (Role.AUDITOR, cast.galich)])
        _opens(actor_of(user, on=TODAY, address="192.0.2.7"), cast.berezovka, stay.person_id)
    assert [one.name for one in readers(since=NOW - timedelta(days=1), seen_by=auditor(cast.kostroma))] == [name, name]
    page = _text(visitor(Role.AUDITOR, cast.union), "/journal/readings/")
    looks = _text(visitor(Role.AUDITOR, cast.kostroma), f"/members/{stay.person_id}/looks/")
    for login, place in places.items():
        told = f"{login} · {place.short_name}, {cast.galich.short_name}"
        assert told in page
        assert f'<span class="mut">{login}</span>' in looks
    second = User.objects.get(login="orehova-2")
    assert "orehova-2 · " in _text(visitor(Role.STAFF, cast.union), f"/journal/readings/?who={second.pk}")


def test_one_who_was_renamed_during_the_day_is_one_reader(cast: Cast) -> None:
    user = a_user("orehova", name="Орехова Светлана", grants=[(Role.CHAIR, cast.berezovka)])
    for number, name in enumerate(("Орехова Светлана", "Ветрова Светлана")):
        user.name = name
        _opens(actor_of(user, on=TODAY, address="192.0.2.7"), cast.berezovka, number)
    [one] = readers(since=NOW - timedelta(days=1), seen_by=auditor(cast.kostroma))
    assert (one.name, one.people, one.most_in_a_day) == ("Ветрова Светлана", 2, 2)


def test_a_place_that_the_auditor_may_not_see_goes_unnamed(cast: Cast) -> None:
    user = a_user("orehova", grants=[(Role.AUDITOR, cast.oryol), (Role.AUDITOR, cast.union)])
    seen_by = auditor(cast.kostroma)
    assert told_apart([user.pk], since=TODAY, seen_by=seen_by) == {user.pk: "orehova · весь Профсоюз"}
    assert told_apart([], since=TODAY, seen_by=seen_by) == {}
