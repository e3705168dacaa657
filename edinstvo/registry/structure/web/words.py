"""What a list of organisations says and asks, as sentences."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_plain
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.organisations.models import Institution
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.queries.exchange import chair_of, problems_of

FILE_ERRORS = {
    "unreadable_file": gettext_lazy(
        "This file cannot be read as a table. It may be damaged, protected with a password, or be a document of "
        "another kind. Open it in Excel or LibreOffice, save it as xlsx, and bring it again."
    ),
    "no_name_column": gettext_lazy(
        "There is no column of organisations in this file. It needs headings over the columns, and among them the "
        "primary organisation, or the institution."
    ),
    "file_too_large": gettext_lazy("The file is too large: at most 120,000 rows can be brought at once. Split it."),
}
_CAPTIONS = {
    "chair": gettext_lazy("Chair"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Address"),
    "institution": gettext_lazy("Kind of institution"),
    "workforce": gettext_lazy("Work and study there"),
    "declared": gettext_lazy("Members by the papers"),
}
_AS_OF = gettext_lazy("What the list tells is of")
# A kind of institution is no matter of a day.
_DATED = frozenset(_CAPTIONS) - {"institution"}


def changes_in_words(row: StructureRow) -> list[tuple[str, str, str]]:
    """(caption, known, new) of what an update changes; of a new organisation what is told besides name and chair."""
    changes = row.changes
    if row.action == Action.NEW:
        changes = {field: (None, row.said.get(field)) for field in _CAPTIONS}
    told = [(field, *changes[field]) for field in _CAPTIONS if field in changes and changes[field][1]]
    words = [(str(_CAPTIONS[field]), _in_words(field, known), _in_words(field, new)) for field, known, new in told]
    is_dated = any(field in _DATED for field, _, _ in told) or (row.action == Action.NEW and chair_of(row.said))
    if row.as_of and is_dated:
        words.append((str(_AS_OF), "", day_plain(date.fromisoformat(row.as_of))))
    return words


def left_in_words(plan: StructurePlan) -> list[str]:
    """The columns of the file of which nothing is taken, as a person finds them."""
    return [
        _("“%(heading)s” (column %(column)s)") % one
        if one["heading"]
        else _("column %(column)s without a heading") % one
        for one in plan.left_columns
    ]


def remarks_on(row: StructureRow) -> list[str]:
    """Everything there is to say about a row, with what becomes of it."""
    consequences = {
        "error": _("The row will not be brought in."),
        "question": _("As long as this is open, the row will not be brought in."),
        "warning": "",
    }
    return [f"{problem['message']} {consequences[problem['severity']]}".strip() for problem in problems_of(row)]


def _in_words(field: str, value: Any) -> str:
    if not value:
        return ""
    if field == "institution":
        return str(Institution(value).label)
    if field == "chair":
        return " ".join(filter(None, value))
    if field == "phone":
        return phone_in_words(value)
    if field == "declared":
        return number(sum(value))
    return " + ".join(map(number, value)) if isinstance(value, list) else str(value)
