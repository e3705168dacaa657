"""A list of two territories and three primaries, some of them known; and what becomes of it."""

from datetime import timedelta

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.actions.undo_structure import undo_structure
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import NOW, OPERATOR
from tests.registry.structure.committee_lists import Rows

GALICH, BEREZOVKA = "Галичская районная организация", "ППО Берёзовской средней школы"
NEYA, SCHOOL, GARDEN = "Нейская районная организация", "ППО школы № 1 города Неи", "ППО детского сада «Ромашка»"
ROWS: Rows = (
    (GALICH, BEREZOVKA, "", "Иванова Мария Петровна", "8 910 555-01-12", "school@example.org", 12),
    (NEYA, "", "", "Сидоров Иван Иванович", "", "", ""),
    (NEYA, SCHOOL, "", "Белова Анна Ильинична", "8 910 555-01-14", "", 31),
    (NEYA, GARDEN, "", "", "", "", ""),
)
LATER = NOW + timedelta(hours=1)


def called(name: str) -> Organisation:
    """The organisation of this name, open or not."""
    return Organisation.objects.get(name=name)


def undone(plan: StructurePlan, *, actor: Actor = OPERATOR, days: int = 0) -> dict[str, int]:
    """What became of the rows."""
    at = LATER + timedelta(days=days)
    return undo_structure(actor=actor, plan_id=plan.pk, at=at, report=say_nothing).counts
