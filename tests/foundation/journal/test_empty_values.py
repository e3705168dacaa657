"""Values leave entries when they are kept no longer; the database lets the journal be touched in no other way."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.empty_values import empty_values, minimising
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.journal.models import VALUE_REMOVED, Entry, Reading
from tests.cast import NOW, OPERATOR

pytestmark = pytest.mark.django_db
SOMEBODY = Actor(user_id=7, name="Орехова С. Н.")


def said(id_: int = 12, **after: Any) -> Entry:
    """An entry about a person."""
    pk = write_entry(
        actor=OPERATOR,
        verb="member_edited",
        about=About("person", id_, "Белова Анна"),
        at_place=None,
        at=NOW,
        before=dict.fromkeys(after, ""),
        after=after,
    )
    return Entry.objects.get(pk=pk)


def test_only_what_is_named_goes_and_only_from_these_objects() -> None:
    mine, other = said(phone="+79105550112", position="учитель"), said(13, phone="+79105550113")
    empty_values(object_type="person", object_ids=[12], names=["phone", "email"])
    mine.refresh_from_db()
    assert (mine.before, mine.after) == (
        {"phone": "", "position": ""},
        {"phone": VALUE_REMOVED, "position": "учитель"},
    )
    assert (mine.verb, mine.object_name, mine.at) == ("member_edited", "Белова Анна", NOW)
    other.refresh_from_db()
    assert other.after == {"phone": "+79105550113"}


def test_said_twice_it_is_done_once() -> None:
    mine = said(phone="+79105550112")
    for _ in range(2):
        empty_values(object_type="person", object_ids=[12], names=["phone"])
    mine.refresh_from_db()
    assert mine.after == {"phone": VALUE_REMOVED}


def test_of_several_values_only_those_named_go() -> None:
    kept, gone = said(phone="+79105550112"), said(phone="+79105550113")
    empty_values(object_type="person", object_ids=[12], names=["phone"], values=["+79105550113"])
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.after["phone"], gone.after["phone"]) == ("+79105550112", VALUE_REMOVED)


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE journal_entry SET reason = 'иначе'",
        "UPDATE journal_entry SET actor_name = 'Никто'",
        """UPDATE journal_entry SET after = '{"phone": "+70000000000"}'""",
        """UPDATE journal_entry SET after = '{}'""",
        """UPDATE journal_entry SET after = after || '{"email": "value_removed"}'""",
        "DELETE FROM journal_entry",
        "UPDATE journal_reading SET words = ''",
        "DELETE FROM journal_reading",
    ],
)
def test_even_then_nothing_is_rewritten_and_nothing_of_the_last_months_deleted(act: str) -> None:
    said(phone="+79105550112")
    looked = {"how": Reading.How.LISTED, "purpose": Reading.Purpose.KEEPING, "words": "x", "at_place": None}
    note_reading(actor=SOMEBODY, at=timezone.now(), **looked)  # type: ignore[arg-type]  # by name
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), minimising():
        _execute(act)
    assert (Entry.objects.get().after, Reading.objects.count()) == ({"phone": "+79105550112"}, 1)


def test_without_saying_so_nobody_empties_anything() -> None:
    said(phone="+79105550112")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        _execute("""UPDATE journal_entry SET after = '{"phone": "value_removed"}'""")
    with minimising():
        pass
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        _execute("DELETE FROM journal_entry")


def test_what_is_old_may_go() -> None:
    old = timezone.now() - timedelta(days=400)
    write_entry(actor=OPERATOR, verb="v", about=About("list", None, ""), at_place=None, at=old)
    with minimising():
        _execute("DELETE FROM journal_entry")
    assert not Entry.objects.exists()


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
