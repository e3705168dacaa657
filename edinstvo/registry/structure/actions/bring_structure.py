"""Bring a list of organisations: the file is stored, and reading it begins in the background."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing

PLANNING = "structure.plan"
TITLE = gettext_noop("Reading the list “%(name)s”")
# Of a file sent through a browser; thousands of organisations are less than one.
MOST_BYTES = 20 * 1024 * 1024
HEADS = (Level.REGION, Level.TERRITORY)


class OrganisationTakesNoStructure(Exception):
    """Lists of organisations are brought into regional and territorial organisations that stand today."""


def bring_structure(
    *,
    actor: Actor,
    organisation: Organisation,
    file: StoredFile,
    founded_on: date,
    decision: str,
    at: datetime,
    is_inline: bool = False,
) -> StructurePlan:
    """Write the plan down in state "reading" with the work that will read it.

    `founded_on`: since when organisations that are new in the list stand. `is_inline` leaves the running of the work to
    the caller. Raises OrganisationTakesNoStructure, PowerMissing, DayNotCome.
    """
    require_bringing(actor, organisation)
    refuse_future_day(on=founded_on, at=at)
    with transaction.atomic():
        held = hold(organisation_id=organisation.pk)
        require_bringing(actor, held)
        if not (held.is_open and held.level in HEADS):
            raise OrganisationTakesNoStructure
        plan = StructurePlan.objects.create(
            organisation=held,
            **held.branch_columns,
            file=file,
            file_name=file.name,
            founded_on=founded_on,
            decision=decision,
            state=State.READING,
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
