"""When the house itself is in trouble: no database, no room on the disk, two acts in each other's way, no end."""

from collections.abc import Iterator
from errno import ENOSPC
from typing import Any

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils.translation import gettext_lazy as _

# What is wrong: the heading, and what to do. Nothing has been changed, and nearly all of them are over soon.
WORDS: dict[str, tuple[Any, Any]] = {
    "no database": (
        _("The database does not answer just now"),
        _("Nothing has been changed. It usually comes back by itself within a minute: try again then."),
    ),
    "no room": (
        _("There is no room left on the server"),
        _("Nothing has been changed, and what was saved before is safe. Tell the administrator, and try again later."),
    ),
    "in each other's way": (
        _("Somebody was changing the same at the same moment"),
        _("Nothing has been changed. Try again: usually it goes at once."),
    ),
    "too long": (
        _("This takes too long to find"),
        _(
            "Nothing has been changed. Ask for less: one organisation, a shorter period, fewer conditions. A whole "
            "list can be exported; it is made in the background."
        ),
    ),
}
RETRY_AFTER = {"no database": 20, "no room": 300, "in each other's way": 1, "too long": 60}
# A full disk or quota; two acts that wait for each other, or one that waited too long (PostgreSQL, appendix A).
_NO_ROOM, _IN_THE_WAY = {"53100", "53000"}, {"40001", "40P01", "55P03"}
# A statement was given up: see PATIENCE of the door.
_TOO_LONG = {"57014"}


def outage_of(error: BaseException | None) -> str | None:
    """The key of WORDS for the fault, or None where it is none of these."""
    if isinstance(error, OSError):
        return "no room" if error.errno == ENOSPC else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    if state in _NO_ROOM:
        return "no room"
    if state in _TOO_LONG:
        return "too long"
    return "in each other's way" if state in _IN_THE_WAY else "no database"


def sent_with(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent once more as it is; nothing where the form may hold a secret (it has no `{% once %}`).

    Its own token makes it act once, though nobody knows whether the first sending did.
    """
    try:
        if request.method != "POST" or "once" not in request.POST:
            return []
        return list(_pairs(request))
    except (BadRequest, OSError, RawPostDataException):
        return []


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken":
            yield from ((name, str(value)) for value in values)
