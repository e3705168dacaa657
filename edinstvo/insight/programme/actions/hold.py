"""Hold a programme, a stage or somebody who takes part as they stand until the transaction ends."""

from edinstvo.insight.programme.models import Programme, Stage
from edinstvo.insight.programme.queries.standing import taking_part
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.models import Organisation


class ProgrammeWithdrawn(Exception):
    """The programme, or the stage, was withdrawn."""


class EditedMeanwhile(Exception):
    """Somebody changed it after this person opened it."""


class TakesNoPart(Exception):
    """The organisation does not take part in the programme."""


def hold_programme(*, programme_id: int) -> Programme:
    """The programme, locked. Raises ProgrammeWithdrawn, Programme.DoesNotExist."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("organisation")
    held = rows.get(pk=programme_id)
    if held.withdrawn_at is not None:
        raise ProgrammeWithdrawn
    return held


def hold_stage(*, stage_id: int) -> Stage:
    """The stage with its programme, both locked in this order. Raises ProgrammeWithdrawn, Stage.DoesNotExist."""
    programme = hold_programme(programme_id=Stage.objects.values_list("programme_id", flat=True).get(pk=stage_id))
    held = Stage.objects.select_for_update().prefetch_related("criteria").get(pk=stage_id)
    if held.withdrawn_at is not None:
        raise ProgrammeWithdrawn
    held.programme = programme
    return held


def hold_step(*, stage_id: int, organisation_id: int) -> tuple[Stage, Organisation]:
    """The stage, and the open organisation that takes part in it: first the organisation, as every act does.

    Raises OrganisationClosed, ProgrammeWithdrawn, TakesNoPart.
    """
    place = hold_open(organisation_id=organisation_id)
    stage = hold_stage(stage_id=stage_id)
    if not taking_part(stage.programme.organisation).filter(pk=place.pk).exists():
        raise TakesNoPart
    return stage, place
