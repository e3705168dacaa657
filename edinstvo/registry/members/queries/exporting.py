"""The rows of an exported list, out of the database one after another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.members.models import Category, EndReason, Sex
from edinstvo.registry.members.permissions import exportable_by
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters, category_then, suspended_then
from edinstvo.registry.members.queries.orders import in_order
from edinstvo.registry.organisations.models import Organisation


def _name_of(level: str) -> Subquery:
    """The name of the organisation above; nothing where it is not in the reader's sight."""
    return Subquery(Organisation.objects.filter(pk=OuterRef(level)).values("short_name")[:1])


# The columns that may be taken, in the order of the file: where each is read, and its heading. The state's numbers are
# not among them: no list needs them (152-ФЗ, art. 5).
COLUMNS: dict[str, tuple[Any, Any]] = {
    "last_name": ("person__last_name", _("Surname")),
    "first_name": ("person__first_name", _("First name")),
    "middle_name": ("person__middle_name", _("Patronymic")),
    "sex": ("person__sex", _("Sex")),
    "birth_date": ("birth_date", _("Date of birth")),
    "phone": ("phone", _("Telephone")),
    "email": ("person__email", _("E-mail")),
    "organisation": ("organisation__short_name", _("Organisation")),
    "territory": (_name_of("territory_id"), _("District or city organisation")),
    "region": (_name_of("region_id"), _("Region of the organisation")),
    "category": ("category", _("Category")),
    "position": ("position", _("Position")),
    "subdivision": ("subdivision", _("Subdivision")),
    "ticket_number": ("ticket_number", _("Number of the ticket")),
    "joined_on": ("joined_on", _("Joined the union on")),
    "registered_on": ("registered_on", _("On record since")),
    "suspended_on": ("suspended_on", _("Membership suspended since")),
    "ended_on": ("ended_on", _("Not on record since")),
    "end_reason": ("end_reason", _("Reason")),
}
_CODED: dict[str, Any] = {"sex": Sex, "category": Category, "end_reason": EndReason}
_CHUNK = 2000


def headings_of(columns: Sequence[str]) -> list[str]:
    """The headings in the language of whoever reads, with the running number first."""
    return [gettext("No."), *(str(COLUMNS[name][1]) for name in columns)]


def exported_rows(
    *, filters: Filters, columns: Sequence[str], on: date, note: Callable[[int, int], None], seen_by: Actor
) -> Iterator[tuple[Cell, ...]]:
    """(number, value, …) of everybody whom the filters leave and the actor may take away, in the order of the list.

    `note` is told (organisation, person) of each. As of a past day category and suspension are those of the day; names
    are those of today. Reads through a server-side cursor.
    """
    rows = filtered(filters=filters, on=on, seen_by=seen_by).filter(exportable_by(seen_by))
    rows = in_order(rows, filters=filters, seen_by=seen_by)
    then = {} if filters.as_of is None else _then(filters.as_of)
    wanted = [then.get(name, COLUMNS[name][0]) for name in columns]
    readers = [_reader(name) for name in columns]
    told = rows.values_list("organisation_id", "person_id", *wanted)
    for number, (organisation, person, *values) in enumerate(told.iterator(chunk_size=_CHUNK), start=1):
        note(organisation, person)
        yield (number, *(read(value) for read, value in zip(readers, values, strict=True)))


def _then(day: date) -> dict[str, Any]:
    """What was otherwise on a past day, by the names of the columns."""
    return {"category": category_then(day), "suspended_on": suspended_then(day)}


def _reader(name: str) -> Callable[[Any], Cell]:
    if name in _CODED:
        labels = {value: str(label) for value, label in _CODED[name].choices}
        return lambda value: labels.get(value, "")
    if name == "phone":
        return domestic
    return lambda value: "" if value is None else value


def domestic(phone: str) -> str:
    """«8 910 555-01-12», as lists have it: a text file that begins with a plus would be a formula."""
    if len(phone) != 12 or not phone.startswith("+7"):
        return phone
    return f"8 {phone[2:5]} {phone[5:8]}-{phone[8:10]}-{phone[10:]}"
