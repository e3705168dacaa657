"""Who stands in a file that says who goes over, found among the people of the organisation; any columns will do."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile

from edinstvo.foundation.tables.model import Limits
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.imports.rules.interpretation import interpret
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.members.rules.people import name_key
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.queries.parts import stays_in

# A page waits for the answer: a list of the people of one organisation, not of a region.
MOST_BYTES, MOST_ROWS, MOST_SECONDS = 5 * 1024 * 1024, 20_000, 20


@dataclass
class Listed:
    """The ids of the stays found, and the names of those who are not on record here or whom two people bear."""

    stay_ids: set[int] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)


def listed_in(file: UploadedFile, *, source: Organisation, on: date) -> Listed:
    """Everybody whom the file names. Raises UnreadableFile, FileTooLarge, NoNameColumn."""
    here: defaultdict[str, list[tuple[int, date | None, str]]] = defaultdict(list)
    for id_, key, born, ticket in stays_in(source).values_list("pk", "name_key", "birth_date", "ticket_number"):
        here[key].append((id_, born, ticket))
    found = Listed()
    for member in _people(file, on):
        name = " ".join(filter(None, (member.last_name, member.first_name, member.middle_name)))
        key = name_key(last_name=member.last_name, first_name=member.first_name, middle_name=member.middle_name)
        same = [id_ for id_, born, ticket in here.get(key, []) if _may_be(member, born, ticket)]
        if len(same) == 1:
            found.stay_ids.add(same[0])
        elif name:
            found.unknown.append(name)
    return found


def _may_be(member: ReadMember, born: date | None, ticket: str) -> bool:
    """Two birth dates, or two tickets, tell people of one name apart."""
    if member.birth_date and born and member.birth_date != born:
        return False
    return not (member.ticket_number and ticket and member.ticket_number != ticket)


def _people(file: UploadedFile, on: date) -> Iterator[ReadMember]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        limits = Limits(bytes=200 * 1024 * 1024, rows=MOST_ROWS, seconds=MOST_SECONDS)
        yield from interpret(read_tables(path, name=PurePath(file.name or "").stem, limits=limits), today=on)
