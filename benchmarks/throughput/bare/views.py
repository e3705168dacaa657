"""The list of members as bare as Django allows: the page's queries, its rows as one string, no template, no forms."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.asked import saved_lists
from edinstvo.registry.members.queries.listing import counts, page_of_members
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.orders import is_one_primary
from edinstvo.registry.members.queries.places import places_around
from edinstvo.registry.members.web.question_words import question_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of
from edinstvo.sites.office.whereabouts import acting_organisation


@signed_in
def members_list(request: HttpRequest) -> HttpResponse:
    """Ask what the page asks, in its order and with its sight, and write down the rows."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    on = timezone.localdate()
    place = heads_of(seen_by=actor)[0]
    counted = counts(organisation=place, on=on, seen_by=actor)
    saved = list(saved_lists(seen_by=actor))
    page = page_of_members(filters=Filters(organisation=place), on=on, seen_by=actor)
    _note(actor, place)
    places = [] if is_one_primary(organisation=place, seen_by=actor) else places_around(place, seen_by=actor)
    here = acting_organisation(request)
    rows = "".join(_line(row) for row in page.rows)
    others = "".join(f"<li>{escape(other.short_name)}" for other in places)
    told = f"{getattr(here, 'members', 0)} {getattr(here, 'unread', 0)}"
    figures = f"{told} {counted['current']} {counted['former']} {len(saved)}"
    return HttpResponse(f"<p>{figures}</p><ul>{others}</ul><table>{rows}</table>")


def _note(actor: Actor, place: Organisation) -> None:
    note_reading(
        actor=actor,
        how=Reading.How.LISTED,
        purpose=Reading.Purpose.KEEPING if actor.may(Power.KEEP_MEMBERS) else Reading.Purpose.INSPECTING,
        words=question_of(Filters(organisation=place)),
        at_place=place,
        at=timezone.now(),
    )


def up(_request: HttpRequest) -> HttpResponse:
    """Nothing: whoever starts the server asks until it answers."""
    return HttpResponse()


def _line(row: Membership) -> str:
    cells = (row.person.full_name, row.position, row.organisation.short_name, row.birth_date, row.phone)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
