"""One export in a worker of its own, as the platform runs it."""

from dataclasses import dataclass

from django.utils import timezone

from benchmarks.union import OPERATOR
from benchmarks.workers import WorkDidNotEnd, Worked, worked
from edinstvo.registry.members.actions.ask_export import ask_export
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation

COLUMNS = ("last_name", "first_name", "middle_name", "birth_date", "phone", "organisation", "category", "position")


@dataclass(frozen=True)
class Exported:
    """One export: rows, what the worker needed for it, bytes of the file."""

    rows: int
    work: Worked
    size: int


def exported(*, kind: str, organisation: Organisation, environment: dict[str, str]) -> Exported:
    """Make the file in a fresh worker and watch. Raises WorkDidNotEnd."""
    asked: list[Export] = []

    def ask() -> int | None:
        export = ask_export(
            actor=OPERATOR,
            filters=Filters(organisation=organisation),
            words="bench",
            columns=COLUMNS,
            kind=kind,
            purpose="bench",
            at=timezone.now(),
        )
        asked.append(export)
        return export.work_id

    work = worked(ask=ask, environment=environment)
    made = Export.objects.select_related("file").get(pk=asked[0].pk)
    if made.file is None:
        raise WorkDidNotEnd
    return Exported(made.people or 0, work, made.file.size)
