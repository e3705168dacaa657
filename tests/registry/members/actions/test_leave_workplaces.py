"""Second workplaces follow their organisation: ended when it closes, carried when merged, back when neither was."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.end_workplace import end_workplace, take_back_workplace
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.members.queries.workplaces import also_here, workplaces_of
from edinstvo.registry.organisations.actions.take_back_foundings import take_back_foundings
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, found, staff
from tests.registry.members.merges import merged as people_merged
from tests.registry.members.people import a_member
from tests.registry.members.working import SINCE, works_too
from tests.registry.organisations.closing import closed, reopened
from tests.registry.reorganisations.merging import DAY, merged

LATER, MUCH_LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
Known = tuple[int | None, date, date | None]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def known(stay: Membership) -> list[Known]:
    facts = workplaces_of(person_id=stay.person_id)
    return sorted(((one.organisation_id, one.valid_from, one.valid_until) for one in facts), key=str)


def undone(act: Reorganisation) -> None:
    undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason="Решение отменено", at=MUCH_LATER)


class TestClosing:
    def test_ends_what_goes_on_there_and_nothing_else(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.lyceum)
        works_too(stay, cast.mtsensk_school)
        closed(cast.lyceum, on=DAY, at=LATER, actor=staff(cast.kostroma))
        assert known(stay) == sorted([(cast.lyceum.pk, SINCE, DAY), (cast.mtsensk_school.pk, SINCE, None)], key=str)
        entries = Entry.objects.filter(verb="workplace_ended", object_id=stay.person_id)
        assert {entry.primary_id for entry in entries} == {cast.berezovka.pk, cast.lyceum.pk}
        assert entries[0].after["worked_until_on"] == DAY.isoformat()

    def test_before_the_work_began_leaves_it_no_day(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.lyceum)
        closed(cast.lyceum, on=SINCE - timedelta(days=30), at=LATER)
        assert known(stay) == [(cast.lyceum.pk, SINCE, SINCE)]

    def test_taken_back_lets_it_go_on(self, cast: Cast) -> None:
        stays = [a_member(cast.berezovka, name) for name in ("Ветрова Нина", "Белова Анна")]
        kept, before = (works_too(stay, cast.lyceum) for stay in stays)
        end_workplace(actor=OPERATOR, workplace_id=before.pk, ended_on=DAY, on=TODAY, at=NOW)
        closed(cast.lyceum, on=DAY, at=LATER)
        reopened(cast.lyceum, at=MUCH_LATER)
        assert known(stays[0]) == [(cast.lyceum.pk, SINCE, None)]
        assert known(stays[1]) == [(cast.lyceum.pk, SINCE, DAY)]
        assert [one.name for one in also_here(organisation=cast.lyceum, seen_by=OPERATOR)] == ["Ветрова Нина"]
        assert Entry.objects.filter(verb="workplace_goes_on", object_id=kept.person_id).count() == 2

    def test_taken_back_after_two_records_became_one_leaves_one(self, cast: Cast) -> None:
        kept = a_member(cast.berezovka, "Абрамова Людмила")
        other = a_member(cast.berezovka, "Абрамова Людмилла", None)
        for stay in (kept, other):
            works_too(stay, cast.lyceum)
        closed(cast.lyceum, on=DAY, at=LATER)
        people_merged(kept, other)
        reopened(cast.lyceum, at=MUCH_LATER)
        assert [fact for fact in known(kept) if fact[2] is None] == [(cast.lyceum.pk, SINCE, None)]

    def test_of_what_never_stood_ends_it_too(self, cast: Cast) -> None:
        young = found(cast.galich, "ППО Новой школы", type="primary", on=SINCE, at=LATER)
        stay = a_member(cast.berezovka)
        works_too(stay, young, since=DAY)
        gone = {"ids": [young.pk], "known_since": LATER, "at": MUCH_LATER}
        assert take_back_foundings(actor=OPERATOR, head=cast.galich, **gone) == set()  # type: ignore[arg-type]  # ids and moments
        assert known(stay) == [(young.pk, DAY, DAY)]


@pytest.mark.parametrize("kind", [Kind.MERGED, Kind.CLOSED])
class TestMerging:
    def test_carries_it_over_and_back(self, cast: Cast, kind: Kind) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.college)
        act = merged(cast.college, cast.lyceum, at=LATER, kind=kind)
        assert known(stay) == sorted([(cast.college.pk, SINCE, DAY), (cast.lyceum.pk, DAY, None)], key=str)
        [here] = also_here(organisation=cast.lyceum, seen_by=OPERATOR)
        assert (here.person_id, here.position) == (stay.person_id, "Учитель музыки")
        undone(act)
        assert known(stay) == [(cast.college.pk, SINCE, None)]

    def test_of_whoever_is_on_record_there_or_works_there_already_only_ends_it(self, cast: Cast, kind: Kind) -> None:
        there, besides = a_member(cast.lyceum, "Ветрова Нина"), a_member(cast.berezovka, "Белова Анна")
        for stay in (there, besides):
            works_too(stay, cast.college)
        for place in (cast.lyceum, cast.group):
            works_too(besides, place)
        act = merged(cast.college, cast.lyceum, at=LATER, kind=kind)
        assert _going_on(there) == []
        assert _going_on(besides) == [cast.lyceum.pk]
        undone(act)
        assert _going_on(there) == [cast.college.pk]
        assert _going_on(besides) == sorted([cast.college.pk, cast.group.pk, cast.lyceum.pk])

    def test_taken_back_leaves_what_was_said_since(self, cast: Cast, kind: Kind) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.college)
        act = merged(cast.college, cast.lyceum, at=LATER, kind=kind)
        fact = SecondWorkplace.objects.get(SecondWorkplace.GOES_ON)
        take_back_workplace(actor=OPERATOR, workplace_id=fact.pk, why="Уволилась", at=LATER + timedelta(minutes=1))
        undone(act)
        assert known(stay) == [(cast.college.pk, SINCE, DAY)]


def _going_on(stay: Membership) -> list[int]:
    facts = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, person_id=stay.person_id)
    return sorted(id_ for id_ in facts.values_list("organisation_id", flat=True) if id_ is not None)
