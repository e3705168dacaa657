"""A simulation begins in an empty register, or goes on where it was stopped."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import (
    RegisterNotEmpty,
    SimulationComplete,
    begin_simulation,
)
from edinstvo.sites.demonstration.actions.simulation.complete_simulation import complete_simulation
from edinstvo.sites.demonstration.actions.simulation.give_shown_logins import give_shown_logins
from edinstvo.sites.demonstration.actions.simulation.simulate_region import simulate_region
from edinstvo.sites.demonstration.management.wishes import wished
from edinstvo.sites.demonstration.queries import logins
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.cast import OPERATOR, a_union
from tests.sites.demonstration.simulation.drawing import TARGETS, small
from tests.sites.demonstration.simulation.registering import AT, UNION, counted_of


@pytest.mark.django_db
class TestBeginning:
    def test_goes_on_where_it_was_stopped(self) -> None:
        ids = begin_simulation(union=UNION, at=AT)
        first = next(iter(UNION.shares))
        assert simulate_region(union=UNION, code=first, ids=ids, at=AT) > 0
        again = SimulatedUnion(1, TARGETS)
        assert begin_simulation(union=again, at=AT) == ids
        assert simulate_region(union=again, code=first, ids=ids, at=AT) == 0
        assert sum(simulate_region(union=again, code=code, ids=ids, at=AT) for code in again.shares) > 0
        assert counted_of()["registered"] == TARGETS.registered

    @pytest.mark.parametrize("other", [SimulatedUnion(2, TARGETS), SimulatedUnion(1, small(plastic=100))])
    def test_another_one_is_refused(self, other: SimulatedUnion) -> None:
        begin_simulation(union=UNION, at=AT)
        with pytest.raises(RegisterNotEmpty):
            begin_simulation(union=other, at=AT)

    def test_never_goes_among_what_stands_there(self) -> None:
        a_union()
        before = Organisation.objects.count()
        with pytest.raises(RegisterNotEmpty):
            begin_simulation(union=UNION, at=AT)
        assert Organisation.objects.count() == before

    def test_nor_where_somebody_has_founded_something_since(self) -> None:
        ids = begin_simulation(union=UNION, at=AT)
        found_organisation(
            actor=OPERATOR,
            type="primary",
            parent=Organisation.objects.filter(type="territorial", pk__in=ids.values())[0],
            name="Новая ППО",
            short_name="Новая ППО",
            on=AT.date(),
            at=AT,
            decision="",
        )
        with pytest.raises(RegisterNotEmpty):
            begin_simulation(union=SimulatedUnion(1, TARGETS), at=AT)


@pytest.mark.django_db
class TestComplete:
    def test_is_refused_where_every_region_is_in(self) -> None:
        ids = begin_simulation(union=UNION, at=AT)
        begin_simulation(union=UNION, at=AT)
        complete_simulation(ids=ids, at=AT)
        with pytest.raises(SimulationComplete):
            begin_simulation(union=SimulatedUnion(1, TARGETS), at=AT)

    def test_another_one_is_refused_as_before(self) -> None:
        complete_simulation(ids=begin_simulation(union=UNION, at=AT), at=AT)
        with pytest.raises(RegisterNotEmpty) as refused:
            begin_simulation(union=SimulatedUnion(2, TARGETS), at=AT)
        assert refused.type is RegisterNotEmpty

    def test_is_said_in_words_that_name_the_way_out(self) -> None:
        now = timezone.now()
        usual = wished(members=700, file=None, now=now)
        complete_simulation(ids=begin_simulation(union=SimulatedUnion(5, usual), at=now), at=now)
        with pytest.raises(CommandError, match="Реестр не пуст: это моделирование завершено"):
            call_command("simulate", "--members", "700", "--seed", "5", stderr=StringIO())


@pytest.mark.django_db
def test_the_shown_logins_look_at_it_each_in_their_own_branch() -> None:
    ids = begin_simulation(union=UNION, at=AT)
    for _ in range(2):
        give_shown_logins(union=UNION, ids=ids, at=AT)
    first = next(iter(UNION.branches.values()))
    region, territory = (Organisation.objects.get(pk=ids[one.key]) for one in first[:2])
    shown = {row.login: row.organisation for row in logins()}
    assert (shown["region"], shown["district"]) == (region.name, territory.name)
    assert Organisation.objects.get(name=shown["chair"]).parent_id == territory.pk
    assert {"centre", "auditor"} < set(shown)
