"""Who looks at whom is written down by the pages that show people."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.listing import Asked
from edinstvo.registry.organisations.models import Organisation

# A telephone or a number of a document, as somebody typed it into the search: dates have dots and stay.
_LONG_NUMBER = re.compile(r"\+?\d[\d ()-]{5,}(?=\d\d)")


def note_opening(request: Request, seen: PersonSeen) -> None:
    """The record of one person is shown."""
    note_reading(
        actor=request.actor,
        how=Reading.How.OPENED,
        purpose=Reading.Purpose.KEEPING if seen.may_keep else Reading.Purpose.INSPECTING,
        words=seen.person.full_name,
        person_id=seen.person.pk,
        at_place=seen.current,
        at=timezone.now(),
    )


def note_also_here(request: Request, place: Organisation) -> None:
    """Who works there besides is shown: names of people on record elsewhere."""
    keeps = request.actor.may(Power.KEEP_MEMBERS, at=place)
    note_reading(
        actor=request.actor,
        how=Reading.How.LISTED,
        purpose=Reading.Purpose.KEEPING if keeps else Reading.Purpose.INSPECTING,
        words=_("%(place)s: also work here") % {"place": place.short_name},
        at_place=place,
        at=timezone.now(),
    )


def note_list(request: Request, asked: Asked) -> None:
    """A list is shown, or what a search has found: what it was asked for, in words."""
    keeps = request.actor.may(Power.KEEP_MEMBERS)
    note_reading(
        actor=request.actor,
        how=Reading.How.SOUGHT if asked.words else Reading.How.LISTED,
        purpose=Reading.Purpose.KEEPING if keeps else Reading.Purpose.INSPECTING,
        words=without_numbers(asked.words) or asked.in_full,
        at_place=asked.place,
        at=timezone.now(),
    )


def without_numbers(words: str) -> str:
    """The words with no more of a long number than its end: a note of a look keeps nobody's telephone for years."""
    return _LONG_NUMBER.sub("…", words)
