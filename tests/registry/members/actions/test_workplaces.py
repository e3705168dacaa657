"""Second workplaces: stated by either side, counted nowhere, listed where they are, ended and taken back."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.end_workplace import WorksThereNoMore, end_workplace, take_back_workplace
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.state_workplace import (
    WorkplaceDayDoesNotFit,
    WorkplaceTooEarly,
    WorksThereAlready,
)
from edinstvo.registry.members.models import SecondWorkplace
from edinstvo.registry.members.queries.workplaces import also_here, workplaces_of
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union, actor, chair
from tests.registry.members.merges import merged
from tests.registry.members.people import a_former_member, a_member, ended
from tests.registry.members.transfers import asked
from tests.registry.members.working import SINCE, works_too
from tests.registry.organisations.closing import closed


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestStating:
    def test_is_no_membership_and_is_told_in_both_places(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.mtsensk_school, actor=chair(cast.berezovka))
        places = [cast.berezovka.pk, cast.mtsensk_school.pk]
        assert figures(measure=OPEN_MEMBERSHIPS, organisation_ids=places) == dict(zip(places, (1, 0), strict=True))
        entries = Entry.objects.filter(verb="workplace_stated")
        assert {entry.primary_id for entry in entries} == set(places)
        assert entries[0].after["workplace"] == cast.mtsensk_school.short_name

    def test_the_other_organisation_may_say_it_and_a_third_may_not(self, cast: Cast) -> None:
        stay, there = a_member(cast.berezovka), chair(cast.mtsensk_school)
        works_too(stay, cast.mtsensk_school, actor=there)
        with pytest.raises(PowerMissing):
            works_too(stay, cast.college, actor=chair(cast.lyceum))
        with pytest.raises(PowerMissing):
            works_too(stay, "Музыкальная школа", actor=there)

    def test_an_employer_may_be_no_organisation_of_the_union(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = works_too(stay, "  Музыкальная   школа ", actor=chair(cast.berezovka))
        assert (fact.employer, fact.place_name) == ("Музыкальная школа", "Музыкальная школа")
        with pytest.raises(WorksThereAlready):
            works_too(stay, "Музыкальная школа")

    def test_is_refused(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        works_too(stay, cast.lyceum)
        with pytest.raises(WorksThereAlready):
            works_too(stay, cast.lyceum)
        with pytest.raises(OnRecordThere):
            works_too(stay, cast.berezovka)
        with pytest.raises(OrganisationKeepsNoMembers):
            works_too(stay, cast.galich)
        with pytest.raises(WorkplaceDayDoesNotFit):
            works_too(stay, cast.college, since=TODAY + timedelta(days=1))
        for where, since in [(cast.college, FOUNDED - timedelta(days=1)), ("Музей", date(1899, 12, 31))]:
            with pytest.raises(WorkplaceTooEarly):
                works_too(stay, where, since=since)
        with pytest.raises(EndedAlready):
            works_too(a_former_member(cast.college, "Ветрова Нина"), cast.lyceum)
        closed(cast.buy_school, on=TODAY)
        with pytest.raises(OrganisationKeepsNoMembers):
            works_too(stay, cast.buy_school)


class TestAlsoHere:
    def test_names_who_is_on_record_elsewhere(self, cast: Cast) -> None:
        works_too(a_member(cast.berezovka), cast.mtsensk_school)
        [row] = also_here(organisation=cast.mtsensk_school, seen_by=chair(cast.mtsensk_school))
        assert (row.name, row.position, row.since) == ("Абрамова Людмила Викторовна", "Учитель музыки", SINCE)
        assert (row.on_record_in, row.is_seen) == (cast.berezovka.short_name, False)
        [seen] = also_here(organisation=cast.mtsensk_school, seen_by=actor(Role.CHAIR, cast.union))
        assert seen.is_seen

    @pytest.mark.parametrize("role", list(Role))
    def test_to_those_who_see_the_members_there_and_to_nobody_else(self, cast: Cast, role: Role) -> None:
        works_too(a_member(cast.berezovka), cast.mtsensk_school)
        for place, is_there in [(cast.mtsensk_school, 1), (cast.oryol, 1), (cast.union, 1), (cast.berezovka, 0)]:
            who = actor(role, place)
            assert len(also_here(organisation=cast.mtsensk_school, seen_by=who)) == is_there

    def test_not_whoever_left_the_union_or_came_onto_its_record(self, cast: Cast) -> None:
        left, came = a_member(cast.berezovka), a_member(cast.berezovka, "Ветрова Нина")
        for stay in (left, came):
            works_too(stay, cast.lyceum)
        ended(left, TODAY)
        asked(came, cast.lyceum)
        assert also_here(organisation=cast.lyceum, seen_by=OPERATOR) == []


class TestEnding:
    def test_is_known_until_then(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = works_too(stay, cast.lyceum)
        _ended(fact, actor=chair(cast.lyceum))
        assert [one.valid_until for one in workplaces_of(person_id=stay.person_id)] == [date(2026, 9, 1)]
        assert SecondWorkplace.objects.get(pk=fact.pk).valid_until is None
        assert also_here(organisation=cast.lyceum, seen_by=OPERATOR) == []
        works_too(stay, cast.lyceum, since=date(2026, 10, 1))

    def test_a_mistaken_one_is_taken_back(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = works_too(stay, cast.lyceum)
        with pytest.raises(ReasonMissing):
            take_back_workplace(actor=OPERATOR, workplace_id=fact.pk, why=" ", at=NOW)
        take_back_workplace(actor=chair(cast.berezovka), workplace_id=fact.pk, why="Однофамилица", at=NOW)
        assert not workplaces_of(person_id=stay.person_id)
        assert Entry.objects.latest("id").reason == "Однофамилица"

    def test_is_refused_twice_on_a_wrong_day_and_to_a_stranger(self, cast: Cast) -> None:
        fact = works_too(a_member(cast.berezovka), cast.lyceum)
        for day in (SINCE - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(WorkplaceDayDoesNotFit):
                _ended(fact, day)
        with pytest.raises(PowerMissing):
            _ended(fact, actor=chair(cast.college))
        _ended(fact)
        with pytest.raises(WorksThereNoMore):
            _ended(fact)


def test_comes_along_where_two_records_are_merged(cast: Cast) -> None:
    kept = a_member(cast.berezovka, "Абрамова Людмила")
    other = a_member(cast.berezovka, "Абрамова Людмилла", None)
    works_too(other, cast.lyceum)
    merged(kept, other)
    assert [one.organisation_id for one in workplaces_of(person_id=kept.person_id)] == [cast.lyceum.pk]


def _ended(fact: SecondWorkplace, day: date = date(2026, 9, 1), *, actor: Actor = OPERATOR) -> SecondWorkplace:
    return end_workplace(actor=actor, workplace_id=fact.pk, ended_on=day, on=TODAY, at=NOW)
