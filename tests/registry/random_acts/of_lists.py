"""Lists of members brought in and taken back."""

from datetime import date, datetime

from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.members.models import Membership
from tests.cast import OPERATOR, TODAY
from tests.registry.imports.lists import planned
from tests.registry.ledger import Stay
from tests.registry.members.people import BORN
from tests.registry.organisations.moving import fresh
from tests.registry.random_acts.of_members import formers, people_at
from tests.registry.random_acts.of_organisations import rows_that
from tests.registry.random_acts.world import Act, Draw, World, pick


def _bring(world: World, draw: Draw, at: datetime) -> None:
    """A newcomer, somebody who is there already, and somebody who has left, all with a day of registration."""
    place = fresh(pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.one))
    known = [world.names[one] for one in (*people_at(world, place.pk), *formers(world)) if one in world.names]
    names = [world.new_name(), *([pick(known, draw.other)] if known else [])]
    rows = [(name, f"{BORN:%d.%m.%Y}", f"{draw.later:%d.%m.%Y}", f"Сотрудник {draw.other}") for name in names]
    plan = planned(place, rows, headings=("ФИО", "Дата рождения", "Дата постановки на учёт", "Должность"))
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)
    for row in plan.rows.filter(action="new").order_by("position"):
        opened = Membership.objects.get(pk=row.new_membership_id)
        world.names.setdefault(opened.person_id, names[row.position - 1])
        before = [one.end for one in world.ledger.known_stays().values() if one.person == opened.person_id and one.end]
        # Somebody who was on record on that day comes back today.
        begin = draw.later if draw.later >= max(before, default=date.min) else TODAY
        world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, begin), at)
    world.lists.append(plan)


def _undo_list(world: World, draw: Draw, at: datetime) -> None:
    plan = pick(world.lists, draw.one)
    undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)
    for id_ in plan.rows.filter(action="new", outcome="reversed").values_list("new_membership_id", flat=True):
        # What was said of it since would have kept it.
        assert len(world.ledger.stays[id_]) == 1
        world.ledger.tell(id_, None, at)


ACTS: dict[str, Act] = {
    "bring": _bring,
    "undo list": _undo_list,
}
