"""How long former contacts of organisations are kept, and since when the union decides."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.kinds import Kind, Line, decides_since, declare
from edinstvo.foundation.retention.rules import Period
from edinstvo.registry.organisations.actions.empty_contacts import empty_contacts, replaced_contacts
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import visible_to


def _seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(visible_to(actor, via="organisation__"))


def _lines(rows: QuerySet[Any], limit: int) -> list[Line]:
    return [
        Line(
            f"{contact.organisation.short_name}: {contact.chair}",
            removed=[(caption, said) for caption, said in _said(contact) if said],
        )
        for contact in rows.select_related("organisation")[:limit]
    ]


def _said(contact: Any) -> list[tuple[Any, str]]:
    return [(_("Telephone"), contact.phone), (_("E-mail"), contact.email), (_("Address"), contact.address)]


@decides_since
def _founded_on() -> date | None:
    return Organisation.objects.filter(type=OrganisationType.UNION).values_list("founded_on", flat=True).first()


declare(
    Kind(
        code="organisations.contacts",
        name=_("Former contacts of organisations"),
        removed=_("The telephone, the e-mail and the address, in the record and in the journal"),
        stays=_("Who chaired the organisation, and since when"),
        counted_from=_("the day other contacts were stated"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose, which is to reach the organisation"),
        proposed=Period(months=12),
        # A list that brought them can be undone so long.
        shortest=Period(days=35),
        shows_people=True,
        due=replaced_contacts,
        seen=_seen,
        lines=_lines,
        minimise=empty_contacts,
        portion=100,
    )
)
