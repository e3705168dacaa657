"""A new name: the old one was right in its time, stays in the record and still finds the person."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.change_member import EditedMeanwhile, Versions
from edinstvo.registry.members.actions.rename_member import Name, RenamedBeforeBirth, RenamedInTheFuture, rename_member
from edinstvo.registry.members.models import Membership, NameAlias, PersonVersion
from edinstvo.registry.members.queries.search import search
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.people import BORN, a_former_member, a_member, versions

MARRIED = date(2025, 8, 14)
NEW = Name(last_name="Белозёрская-Воскресенская", first_name="Анастасия", middle_name="Константиновна")
OLD = "Белова-Снежная Анастасия Константиновна"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def rename(
    membership: Membership,
    name: Name = NEW,
    *,
    since: date | None = MARRIED,
    actor: Actor = OPERATOR,
    expected: Versions | None = None,
) -> Membership:
    return rename_member(
        actor=actor,
        membership_id=membership.pk,
        expected=expected or versions(membership),
        name=name,
        since=since,
        document=" Свидетельство о браке ",
        on=TODAY,
        at=NOW + timedelta(days=1),
    )


def test_keeps_the_former_name_with_its_last_day(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD)
    renamed = rename(membership)
    assert renamed.person.full_name == "Белозёрская-Воскресенская Анастасия Константиновна"
    former = NameAlias.objects.get(kind="former")
    assert (former.name, former.until) == (OLD, MARRIED)
    assert PersonVersion.objects.get().last_name == "Белова-Снежная"


def test_finds_the_person_under_both_names(cast: Cast) -> None:
    membership = rename(a_member(cast.berezovka, OLD))
    for text in ("Белова", "Белозёрская", "воскресенская", "Белозерскя"):
        assert search(text=text, on=TODAY, seen_by=OPERATOR) == [membership], text


def test_reaches_every_organisation_they_were_ever_in(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, OLD)
    rename(a_member(cast.lyceum, OLD, since=date(2025, 1, 1)))
    assert Membership.objects.get(pk=former.pk).name_key.startswith("белозерская воскресенская  ")


def test_is_journalled_with_the_document(cast: Cast) -> None:
    rename(a_member(cast.berezovka, OLD), actor=chair(cast.berezovka))
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.reason) == ("member_renamed", "Свидетельство о браке")
    assert entry.before == {"last_name": "Белова-Снежная"}


def test_ahead_of_time_is_refused(cast: Cast) -> None:
    with pytest.raises(RenamedInTheFuture):
        rename(a_member(cast.berezovka, OLD), since=TODAY + timedelta(days=1))


def test_is_refused_to_strangers_and_to_a_page_out_of_date(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD)
    with pytest.raises(PowerMissing):
        rename(membership, actor=chair(cast.lyceum))
    opened = versions(membership)
    rename(membership, expected=opened)
    with pytest.raises(EditedMeanwhile):
        rename(membership, Name(last_name="Иная", first_name="Анастасия"), expected=opened)


def test_is_refused_where_they_were_once(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, OLD)
    a_member(cast.lyceum, OLD, since=date(2025, 1, 1))
    with pytest.raises(PowerMissing):
        rename(former, actor=chair(cast.berezovka))


def test_is_refused_before_birth_and_before_anybody_was_born(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD)
    with pytest.raises(RenamedBeforeBirth):
        rename(membership, since=BORN - timedelta(days=1))
    with pytest.raises(RenamedBeforeBirth):
        rename(a_member(cast.lyceum, "Белова Анна", None), since=date(1899, 12, 31))
    assert rename(membership, since=BORN).person.last_name == NEW.last_name
