"""Take back that organisations were founded: they never stood. Their numbers are not given to others."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Model

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.events import tell
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.state_many import STATED
from edinstvo.registry.organisations.events import OrganisationsClosed
from edinstvo.registry.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
    known,
)
from edinstvo.registry.organisations.permissions import require_founding_below
from edinstvo.registry.organisations.queries.placed import placed_models


def take_back_foundings(
    *, actor: Actor, head: Organisation, ids: Collection[int], known_since: datetime, at: datetime
) -> set[int]:
    """Close the organisations below `head` on the very day of their founding; return the ids of those that stay.

    They were founded at the moment `known_since`. One stays if something stands on it: an organisation that stays or is
    not of these, somebody on its record (now or once), a role or anything else that lies there, or what was said of it
    later (another name, parent, type, contact, figure, a closing). A part of a larger act, which writes the journal.
    Raises PowerMissing.
    """
    require_founding_below(actor, head)
    with transaction.atomic():
        hold_structure()
        rows = Organisation.objects.select_for_update().filter(pk__in=ids, path__startswith=head.path).order_by("pk")
        standing = {row.pk: row for row in rows}
        staying = _stood_upon(standing, known_since)
        for row in sorted(standing.values(), key=lambda row: -len(row.chain_ids)):
            if row.pk in staying and row.parent_id is not None:
                staying.add(row.parent_id)
        gone = standing.keys() - staying
        _close(gone, at)
        tell(OrganisationsClosed(closed_on={id_: standing[id_].founded_on for id_ in gone}), actor=actor, at=at)
    return set(ids) - gone


def _stood_upon(standing: dict[int, Organisation], known_since: datetime) -> set[int]:
    """Those that something outside of themselves stands on."""
    ids = list(standing)
    upon = {row.pk for row in standing.values() if not row.is_open}
    others = Organisation.objects.filter(parent_id__in=ids, closed_on=None).exclude(pk__in=ids)
    upon.update(id_ for id_ in others.values_list("parent_id", flat=True) if id_ is not None)
    for model in placed_models():
        if model is not Organisation:
            upon.update(
                model._default_manager.filter(organisation_id__in=ids).values_list("organisation_id", flat=True)
            )
    upon.update(Grant.objects.filter(organisation_id__in=ids).values_list("organisation_id", flat=True))
    kinds: tuple[type[Model], ...] = (*STATED, OrganisationName, OrganisationParent, OrganisationKind)
    for kind in kinds:
        said_later = kind._default_manager.filter(organisation_id__in=ids).exclude(known_since=known_since)
        upon.update(said_later.values_list("organisation_id", flat=True))
    return upon


def _close(ids: Collection[int], at: datetime) -> None:
    """From the founding on they are closed; that they stood stays readable with `known_on`."""
    opened = OrganisationStatus.objects.filter(known(), organisation_id__in=ids)
    days = dict(opened.values_list("organisation_id", "valid_from"))
    opened.update(known_until=at)
    closed = OrganisationStatus.Status.CLOSED
    OrganisationStatus.objects.bulk_create(
        OrganisationStatus(organisation_id=id_, status=closed, valid_from=day, known_since=at)
        for id_, day in days.items()
    )
    Organisation.objects.filter(pk__in=ids).update(closed_on=F("founded_on"), version=F("version") + 1)
