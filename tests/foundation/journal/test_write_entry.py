"""The journal: who, when, what, before and after, why, from where; only ever added to."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.journal.queries import entries, entries_about
from edinstvo.registry.organisations.rules import Place
from tests.cast import NOW, OPERATOR, Cast, a_union, auditor, chair

SOMEBODY = Actor(user_id=7, name="Орехова С. Н.", address="192.0.2.7")


def test_an_entry_says_who_did_what_where_and_why(db: None) -> None:
    id_ = write_entry(
        actor=SOMEBODY,
        verb="member_edited",
        about=About(type="person", id=12, name="Белова Анна"),
        at_place=Place(region_id=1, territory_id=2, primary_id=3),
        at=NOW,
        before={"phone": ""},
        after={"phone": "+79105550112"},
        reason="по заявлению",
    )
    entry = Entry.objects.get(pk=id_)
    assert (entry.at, entry.verb, entry.reason) == (NOW, "member_edited", "по заявлению")
    assert (entry.actor_id, entry.actor_name, entry.address) == (7, "Орехова С. Н.", "192.0.2.7")
    assert (entry.object_type, entry.object_id, entry.object_name) == ("person", 12, "Белова Анна")
    assert (entry.region_id, entry.territory_id, entry.primary_id) == (1, 2, 3)
    assert (entry.before, entry.after) == ({"phone": ""}, {"phone": "+79105550112"})


def test_a_name_of_any_length_fits(db: None) -> None:
    id_ = write_entry(actor=SOMEBODY, verb="v", about=About("list", None, "Я" * 500), at_place=None, at=NOW)
    assert Entry.objects.get(pk=id_).object_name == "Я" * 300


@pytest.mark.parametrize("act", ["UPDATE journal_entry SET reason = ''", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_or_delete(db: None, act: str) -> None:
    write_entry(actor=SOMEBODY, verb="v", about=About("list", None, ""), at_place=None, at=NOW)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert Entry.objects.count() == 1


def test_changes_are_what_differs_in_words_of_json() -> None:
    before = {"name": "А", "born": date(2000, 1, 1), "sex": "female"}
    after = {"name": "А", "born": date(2000, 1, 2), "phone": "1"}
    assert changes(before, after) == ({"born": "2000-01-01", "phone": None}, {"born": "2000-01-02", "phone": "1"})


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_entries_are_read_where_they_happened(cast: Cast) -> None:
    seen = [entry.object_id for entry in entries(seen_by=chair(cast.college))]
    assert seen == [cast.group.pk, cast.evening_department.pk, cast.college.pk]
    assert entries(seen_by=auditor(cast.union)).count() == len(cast.everything())


def test_what_happened_to_an_object_comes_newest_first(cast: Cast) -> None:
    for n in range(3):
        write_entry(
            actor=OPERATOR,
            verb=f"v{n}",
            about=About("person", 5, ""),
            at_place=cast.lyceum.place,
            at=NOW - timedelta(days=n),
        )
    assert [entry.verb for entry in entries_about(type="person", id=5, seen_by=chair(cast.lyceum))] == [
        "v2",
        "v1",
        "v0",
    ]
    assert not entries_about(type="person", id=5, seen_by=chair(cast.berezovka))
