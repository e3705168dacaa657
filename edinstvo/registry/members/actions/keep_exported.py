"""Keep who was in an exported file: each of them may be told (152-ФЗ, art. 14)."""

from array import array
from collections import defaultdict

from edinstvo.foundation.bulk import copy_rows
from edinstvo.registry.members.models import Export, ExportedPeople


class Exported:
    """Whom the rows of one file name, by organisation."""

    def __init__(self) -> None:
        self._people: dict[int, array[int]] = defaultdict(lambda: array("q"))

    def note(self, organisation_id: int, person_id: int) -> None:
        """One row of the file."""
        self._people[organisation_id].append(person_id)

    def keep(self, *, export: Export) -> None:
        """Write them down, in the transaction that makes the file."""
        rows = ((export.pk, id_, sorted(set(people))) for id_, people in sorted(self._people.items()))
        copy_rows(
            table=ExportedPeople._meta.db_table, columns=("export_id", "organisation_id", "person_ids"), rows=rows
        )
