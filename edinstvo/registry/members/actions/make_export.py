"""Make the file that was asked for, row by row out of the database, and write down that it left."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import on_behalf_of
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.tables.plain import write_table
from edinstvo.registry.members.actions.keep_exported import Exported
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.asked import holds_at_all
from edinstvo.registry.members.queries.exporting import exported_rows, headings_of
from edinstvo.registry.members.queries.kept_filters import from_json
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.models import Organisation

WRITING = gettext_noop("Writing the rows")
_CHUNK, _MOST_BYTES = 2**20, 2**31
_BETWEEN_REPORTS = 1000


def make_export(*, actor: Actor, export_id: int, on: date, at: datetime, report: Report) -> Export:
    """The export with its file and the number of people; one made already is returned as it is.

    Memory grows with the list by the eight bytes that say who is in it: a server-side cursor, a file in constant
    memory, a store fed in pieces.
    Raises PowerMissing where the actor has lost the power since asking.
    """
    with transaction.atomic(), on_behalf_of(actor):
        export = Export.objects.select_for_update(of=("self",)).get(pk=export_id)
        if export.done_at is not None:
            return export
        if not holds_at_all(Power.EXPORT_MEMBERS, asked=export, seen_by=actor):
            raise PowerMissing(power=Power.EXPORT_MEMBERS)
        who = Exported()
        filters = from_json(export.filters)
        rows = exported_rows(filters=filters, columns=export.columns, on=on, note=who.note, seen_by=actor)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / f"list.{export.kind}"
            headings = headings_of(export.columns)
            export.people = write_table(target, kind=export.kind, headings=headings, rows=_told(rows, report))
            export.file = _stored(target, actor=actor, at=at)
        who.keep(export=export)
        export.done_at = at
        export.save(update_fields=["people", "file", "done_at"])
        enter_export(actor=actor, export=export, verb="members_exported", at=at)
    return export


def enter_export(*, actor: Actor, export: Export, verb: str, at: datetime) -> None:
    """An entry in the journal of each branch the file is about: who, what, how many, what for."""
    for place in Organisation.objects.filter(pk__in=export.place_ids):
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="export", id=export.pk, name=export.words),
            at_place=place,
            at=at,
            after={"people": export.people, "file": export.kind},
            reason=export.purpose,
        )


def _told(rows: Iterable[Sequence[Cell]], report: Report) -> Iterator[Sequence[Cell]]:
    report(stage=WRITING)
    for number, row in enumerate(rows, start=1):
        if not number % _BETWEEN_REPORTS:
            report(done=number)
        yield row


def _stored(target: Path, *, actor: Actor, at: datetime) -> StoredFile:
    with target.open("rb") as file:
        chunks = iter(lambda: file.read(_CHUNK), b"")
        return store_file(actor=actor, name=target.name, chunks=chunks, at=at, most_bytes=_MOST_BYTES)
