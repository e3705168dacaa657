"""What a list has many of, written here and not in the template: fifty lines take a fifth of the time that tags do."""

from collections.abc import Iterator, Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from edinstvo.foundation.ui.moments import day_short
from edinstvo.registry.members.models import Category, EndReason, Membership
from edinstvo.registry.members.rules.people import ESSENTIALS, missing_essentials
from edinstvo.registry.members.web.words import phone_in_line, what_is_lacking
from edinstvo.registry.organisations.models import Organisation


def lines_of(memberships: Sequence[Membership], *, is_one_primary: bool, since: str = "") -> Iterator[SafeString]:
    """One `<tr>` for each membership, which comes with its person and organisation.

    Within one primary a line ends with the ticket; above it, the organisation stands after the position. `since`: of
    which beginning the day stands under the name, "registered_on" or "joined_on".
    """
    before, after = (escape(part) for part in reverse("members:page", args=[0]).rsplit("0", 1))
    categories = {value: str(label) for value, label in Category.choices}
    organisation, ticket = escape(_("Organisation")), escape(_("Ticket"))
    for stay in memberships:
        name = f'<a class="name" href="{before}{stay.person_id}{after}">{escape(stay.person.full_name)}</a>'
        born = day_short(stay.birth_date) if stay.birth_date else ""
        contact = f'<td class="d">{born}</td><td class="d">{escape(phone_in_line(stay.phone))}</td>'
        if is_one_primary:
            number = f'<span class="n">{escape(stay.ticket_number)}</span>' if stay.ticket_number else ""
            rest = f'{contact}<td class="d" data-l="{ticket}">{number}</td>'
        else:
            rest = f'<td data-l="{organisation}"><span>{escape(stay.organisation.short_name)}</span></td>\n{contact}'
        work = _work(stay.position, categories.get(stay.category, ""))
        began = f"<small>{escape(_since(stay, since))}</small>" if since else ""
        yield mark_safe(f"<tr><td>{name}{began}{_remark(stay)}</td>\n<td>{work}</td>\n{rest}</tr>\n")  # noqa: S308  # escaped above


def place_options(places: Sequence[Organisation], *, chosen: Organisation) -> SafeString:
    """An `<option>` for each place that has an ИНПО; the first, from where one sees everything, is asked for by ""."""
    drawn = (
        f'<option value="{place.inpo if number else ""}"{" selected" if place.pk == chosen.pk else ""}>'
        f"{escape(place.short_name)}</option>"
        for number, place in enumerate(places)
        if place.inpo
    )
    return mark_safe("".join(drawn))  # noqa: S308  # escaped above


def _work(position: str, category: str) -> str:
    if position and category:
        return f"{escape(position)}<small>{escape(category)}</small>"
    return escape(position or category)


def _remark(stay: Membership) -> str:
    """Since when it is suspended and what the record lacks; or until when a former member was on record.

    What theirs lacks is nobody's work.
    """
    if stay.is_open:
        lacks = f'<small class="late">{escape(_lacks(stay))}</small>' if stay.is_incomplete else ""
        return f"<small>{escape(_suspended(stay))}</small>{lacks}" if stay.suspended_on else lacks
    said = _left(stay)
    return f"<small>{escape(said)}</small>" if said else ""


def _lacks(stay: Membership) -> str:
    known = {name: getattr(stay.person if name == "sex" else stay, name) for name in ESSENTIALS}
    return what_is_lacking(missing_essentials(known))


def _since(stay: Membership, beginning: str) -> str:
    if beginning == "joined_on":
        return _("In the union since %(day)s") % {"day": day_short(stay.joined_on)} if stay.joined_on else ""
    return _("On record since %(day)s") % {"day": day_short(stay.registered_on)}


def _suspended(stay: Membership) -> str:
    return _("Suspended since %(day)s") % {"day": day_short(stay.suspended_on)} if stay.suspended_on else ""


def _left(stay: Membership) -> str:
    if stay.ended_on is None:
        return ""
    said = {"day": day_short(stay.ended_on), "reason": EndReason(stay.end_reason).label}
    return _("On record until %(day)s. %(reason)s") % said
