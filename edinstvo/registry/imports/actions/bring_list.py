"""Bring a list: the file is stored, and reading it begins in the background."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.permissions import require_importing
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.models import Organisation

PLANNING = "imports.plan"
TITLE = gettext_noop("Reading the list “%(name)s”")


class OrganisationTakesNoLists(Exception):
    """Lists are brought into primary organisations, or parts of them, that stand today."""


def bring_list(
    *, actor: Actor, organisation: Organisation, file: StoredFile, at: datetime, is_inline: bool = False
) -> ImportPlan:
    """Write the plan down in state "reading" with the work that will read it.

    `is_inline` leaves the running of the work to the caller. Raises OrganisationTakesNoLists, PowerMissing.
    """
    require_importing(actor, organisation)
    with transaction.atomic():
        held = hold(organisation_id=organisation.pk)
        require_importing(actor, held)
        if not (held.is_open and held.keeps_members):
            raise OrganisationTakesNoLists
        plan = ImportPlan.objects.create(
            organisation=held,
            **held.branch_columns,
            file=file,
            file_name=file.name,
            state=State.READING,
            brought_by_id=actor.user_id,
            brought_by_name=actor.name,
            brought_at=at,
        )
        work = start_work(
            actor=actor,
            kind=PLANNING,
            title=TITLE,
            title_values={"name": file.name},
            parameters={"plan": plan.pk},
            organisation_id=held.pk,
            at=at,
            is_inline=is_inline,
        )
        plan.work_id = work.pk
        plan.save(update_fields=["work_id"])
    return plan
