"""Who answers for a stage, and who reminded: without a predicate, shown to whoever sees the programme alone."""

import pytest
from django.db import ProgrammingError, transaction

from edinstvo.foundation.access.actor import NOBODY
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import sight_of
from edinstvo.insight.programme.models import Reminder, Stage
from edinstvo.insight.programme.queries.standing import programmes
from tests.cast import NOW, TODAY, Cast, a_union, actor, staff
from tests.insight.programme.programmes import approved, stage_details, staged

_OWNERS = ("union", "kostroma", "oryol")


@pytest.fixture
def cast(db: None) -> Cast:
    """The union and each region have a programme of one stage, of which somebody was reminded."""
    cast = a_union()
    for name in _OWNERS:
        stage = staged(approved(getattr(cast, name)), responsible="Петрова Вера Ильинична")
        Reminder.objects.create(
            stage=stage, reminded_on=TODAY, reminded_at=NOW, reminded_by_name="Иванов Иван", organisations=1, people=1
        )
    return cast


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("union", {*_OWNERS}),
        ("kostroma", {"union", "kostroma"}),
        ("galich", {"kostroma"}),
        ("mtsensk", {"oryol"}),
        ("university", set()),
        ("berezovka", set()),
    ],
)
@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAFF, Role.AUDITOR])
def test_is_shown_whoever_sees_the_programme(cast: Cast, role: Role, place: str, shown: set[str]) -> None:
    who = actor(role, getattr(cast, place))
    wanted = {getattr(cast, name).pk for name in shown}
    with sight_of(who):
        assert {*programmes(seen_by=who).values_list("organisation_id", flat=True)} == wanted
        assert {*Stage.objects.values_list("programme__organisation_id", flat=True)} == wanted
        assert Reminder.objects.count() == len(wanted)


def test_without_a_sight_there_are_none(cast: Cast) -> None:
    with sight_of(NOBODY):
        assert (Stage.objects.count(), Reminder.objects.count()) == (0, 0)


def test_nothing_is_written_out_of_sight(cast: Cast) -> None:
    there = Stage.objects.get(programme__organisation=cast.oryol)
    with sight_of(staff(cast.kostroma)):
        assert Stage.objects.filter(pk=there.pk).update(responsible="Никто") == 0
        assert Reminder.objects.filter(stage_id=there.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Stage.objects.create(programme_id=there.programme_id, **stage_details("Чужой этап").columns)


def test_an_owner_still_adds_its_stages(cast: Cast) -> None:
    committee = staff(cast.kostroma)
    with sight_of(committee):
        [programme] = programmes(seen_by=committee).filter(organisation=cast.kostroma)
        assert staged(programme, "Второй этап").pk
