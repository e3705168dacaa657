"""Lists for tests: written as a chair would, brought and planned through the actions."""

from collections.abc import Sequence

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.actions.bring_list import bring_list
from edinstvo.registry.imports.actions.make_plan import make_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY

HEADINGS = ("ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления")


def planned(
    organisation: Organisation,
    rows: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = HEADINGS,
    actor: Actor = OPERATOR,
    name: str = "список.csv",
) -> ImportPlan:
    """A plan made from these rows."""
    text = "\n".join(";".join(row) for row in [headings, *rows])
    return planned_file(organisation, text.encode("utf-8-sig"), actor=actor, name=name)


def planned_file(
    organisation: Organisation, content: bytes, *, actor: Actor = OPERATOR, name: str = "список.csv"
) -> ImportPlan:
    """A plan made from a file with this content."""
    file = store_file(actor=actor, name=name, chunks=[content], at=NOW, most_bytes=10**8)
    plan = bring_list(actor=actor, organisation=organisation, file=file, at=NOW, is_inline=True)
    plan = make_plan(actor=actor, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    # The worker's own transaction would have written this down; here nobody is waited for.
    Work.objects.filter(pk=plan.work_id).update(state=Work.State.DONE, finished_at=NOW)
    return plan
