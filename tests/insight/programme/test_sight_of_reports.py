"""Reports and steps of one's own name people: without a predicate, each is shown those of the branch, and no others."""

import pytest
from django.db import ProgrammingError, transaction

from edinstvo.foundation.access.actor import NOBODY
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import sight_of
from edinstvo.insight.programme.actions.accept_step import accept_step
from edinstvo.insight.programme.actions.return_step import return_step
from edinstvo.insight.programme.models import OwnStep, Stage, StepReport
from edinstvo.insight.programme.queries.standing import waiting_for
from tests.cast import NOW, Cast, a_union, actor, auditor, chair, staff
from tests.insight.programme.programmes import approved, own_step, reported, staged

_BY_REGIONS = {"kostroma", "oryol"}
_BY_TERRITORIES = {"galich", "buy"}


@pytest.fixture
def cast(db: None) -> Cast:
    """Both regions report to the union, both territories of Kostroma report to it; each has a step of its own."""
    cast = a_union()
    for owner, places in ((cast.union, _BY_REGIONS), (cast.kostroma, _BY_TERRITORIES)):
        stage = staged(approved(owner))
        for name in sorted(places):
            reported(stage, getattr(cast, name), text=f"Сделано: {name}")
            own_step(stage, getattr(cast, name))
    return cast


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("union", _BY_REGIONS | _BY_TERRITORIES),
        ("kostroma", {"kostroma"} | _BY_TERRITORIES),
        ("oryol", {"oryol"}),
        ("galich", {"galich"}),
        ("berezovka", set()),
        ("mtsensk", set()),
    ],
)
@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAFF, Role.AUDITOR])
def test_an_owner_sees_those_below_and_nobody_sees_their_neighbours(
    cast: Cast, role: Role, place: str, shown: set[str]
) -> None:
    wanted = {getattr(cast, name).pk for name in shown}
    with sight_of(actor(role, getattr(cast, place))):
        for model in (StepReport, OwnStep):
            assert {*model.objects.values_list("organisation_id", flat=True)} == wanted


def test_without_a_sight_there_are_none(cast: Cast) -> None:
    with sight_of(NOBODY):
        assert (StepReport.objects.count(), OwnStep.objects.count()) == (0, 0)


def test_nothing_is_written_out_of_sight(cast: Cast) -> None:
    stage = Stage.objects.get(programme__organisation=cast.union)
    other = StepReport.objects.get(organisation=cast.oryol)
    with sight_of(chair(cast.galich)):
        assert StepReport.objects.filter(pk=other.pk).update(text="Чужое") == 0
        assert OwnStep.objects.filter(organisation=cast.oryol).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            OwnStep.objects.create(
                stage=stage, organisation=cast.oryol, title="Чужой шаг", due_on=NOW.date(), responsible="Никто"
            )


def test_owners_still_answer_those_below_them(cast: Cast) -> None:
    region, territory = (StepReport.objects.get(organisation=place) for place in (cast.oryol, cast.buy))
    centre, committee = staff(cast.union), staff(cast.kostroma)
    with sight_of(centre):
        assert waiting_for(cast.union).count() == 2
        assert accept_step(actor=centre, report_id=region.pk, at=NOW).answer == "accepted"
    with sight_of(committee):
        assert waiting_for(cast.kostroma).count() == 2
        assert return_step(actor=committee, report_id=territory.pk, remark="Нет списка", at=NOW).answer == "returned"


def test_an_organisation_reports_within_its_own_sight(cast: Cast) -> None:
    stage = staged(approved(cast.oryol, name="Свои шаги"))
    by = chair(cast.mtsensk)
    with sight_of(by):
        made = reported(stage, cast.mtsensk, actor=by)
    with sight_of(auditor(cast.kostroma)), pytest.raises(StepReport.DoesNotExist):
        StepReport.objects.get(pk=made.pk)
