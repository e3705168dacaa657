"""Who looked at one person, who printed papers of them, in which exported files they stood.

The caller has seen the person already, or is the person: `spans` are their numbers (`queries/numbers.py`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.journal.models import Entry, Reading
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.numbers import Span

PRINTED, EXPORTED = "printed", "exported"
PAPERS: dict[str, Any] = {
    "registration_card": _("Registration card"),
    "certificate": _("Certificate of membership"),
    "application": _("Application for membership"),
}
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class Taken:
    """A paper that was printed of the record, or a file that it stood in.

    `what` is the paper, or the list in the words of whoever asked; `fetched_at` when the file was taken, if ever.
    """

    how: str
    id: int
    at: datetime
    actor_id: int | None
    who: str
    what: str
    purpose: str
    people: int | None = None
    fetched_at: list[datetime] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Where the next page begins, as it stands in an address."""
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.how}-{self.id}"


@dataclass(frozen=True)
class Mark:
    """The last line of a page."""

    at: datetime
    how: str
    id: int


def mark_in(typed: str) -> Mark | None:
    """The mark in an address; None for anything else."""
    moment, _dash, rest = typed.partition("-")
    how, _dash, id_ = rest.partition("-")
    is_number = all(part.isascii() and part.isdecimal() and len(part) <= 17 for part in (moment, id_))
    if how not in (PRINTED, EXPORTED) or not is_number:
        return None
    return Mark(_EPOCH + int(moment) * _MICROSECOND, how, int(id_))


def openings(*, spans: Sequence[Span]) -> QuerySet[Reading]:
    """Who opened the record, or was told that there is one, the latest first."""
    wanted = _any(Q(person_id=span.person_id) & span.at("at") for span in spans)
    return Reading.objects.filter(wanted, how__in=(Reading.How.OPENED, Reading.How.ASKED)).order_by("-id")


def taken(
    *,
    spans: Sequence[Span],
    organisation_ids: Collection[int],
    printed: Q | None = None,
    after: Mark | None = None,
    size: int,
) -> tuple[list[Taken], bool]:
    """Papers and files, the latest first, and whether there are more: at most three queries.

    `organisation_ids` are those of the person's stays whose exports are told; `printed` narrows the entries of papers.
    """
    papers = Entry.objects.filter(printed or Q(), _papers_of(spans)).filter(_beyond(after, PRINTED, "at"))
    files = _exports_with(spans, organisation_ids).filter(_beyond(after, EXPORTED, "done_at"))
    found = [_of_paper(entry) for entry in papers.order_by("-at", "-id")[: size + 1]]
    exports = list(files.order_by("-done_at", "-id")[: size + 1])
    fetched = _fetched([export.pk for export in exports]) if exports else {}
    found += [_of_export(export, fetched.get(export.pk, [])) for export in exports]
    found.sort(key=lambda one: (one.at, one.how, one.id), reverse=True)
    return found[:size], len(found) > size


def _papers_of(spans: Sequence[Span]) -> Q:
    return Q(object_type="person", verb="member_printed") & _any(
        Q(object_id=span.person_id) & span.at("at") for span in spans
    )


def _exports_with(spans: Sequence[Span], organisation_ids: Collection[int]) -> QuerySet[Export]:
    of_person = _any(Q(exported__person_ids__contains=[span.person_id]) & span.at("done_at") for span in spans)
    return Export.objects.filter(of_person, exported__organisation_id__in=organisation_ids).distinct()


def _beyond(mark: Mark | None, how: str, moment: str) -> Q:
    """Rows of this kind that stand after the mark in the order of (moment, kind, id), the latest first."""
    if mark is None:
        return Q()
    earlier = Q(**{f"{moment}__lt": mark.at})
    if how < mark.how:
        return Q(**{f"{moment}__lte": mark.at})
    return earlier | Q(**{moment: mark.at, "id__lt": mark.id}) if how == mark.how else earlier


def _fetched(ids: list[int]) -> dict[int, list[datetime]]:
    """When each file was taken: an entry in each branch of the file tells of one taking."""
    entries = Entry.objects.filter(object_type="export", object_id__in=ids, verb="export_taken")
    moments: dict[int, list[datetime]] = {}
    for id_, at in entries.order_by("at").values_list("object_id", "at").distinct():
        moments.setdefault(id_ or 0, []).append(at)
    return moments


def _of_paper(entry: Entry) -> Taken:
    paper = str(entry.after.get("paper", ""))
    what = str(PAPERS.get(paper, paper))
    return Taken(PRINTED, entry.pk, entry.at, entry.actor_id, entry.actor_name, what, entry.reason)


def _of_export(export: Export, fetched_at: list[datetime]) -> Taken:
    at = export.done_at or export.asked_at
    who = (export.asked_by_id, export.asked_by_name)
    return Taken(EXPORTED, export.pk, at, *who, export.words, export.purpose, export.people, fetched_at)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
