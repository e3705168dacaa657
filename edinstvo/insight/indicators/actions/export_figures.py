"""Take note that figures are taken away as a file."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.models import Organisation


class Figures(StrEnum):
    """What is taken away, as the journal calls it."""

    BOARD = "board_exported"
    MOVEMENT = "movement_exported"
    TREND = "trend_exported"
    STRUCTURE = "structure_exported"
    ONLINE = "online_exported"
    SUMMARY = "summary_exported"


# A summary tells small numbers as they are.
_POWERS = {Figures.SUMMARY: Power.SEE_MEMBERS}


def export_figures(
    *,
    actor: Actor,
    organisation: Organisation,
    figures: Figures,
    kind: str,
    told: Mapping[str, str | int],
    at: datetime,
) -> None:
    """Write down that these figures of the branch go out as such a file. Raises PowerMissing.

    `told`: what the journal says of them, their day above all.
    """
    actor.require(_POWERS.get(figures, Power.SEE_ORGANISATIONS), at=organisation)
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb=figures.value,
            about=About(type="organisation", id=organisation.pk, name=organisation.name),
            at_place=organisation,
            at=at,
            after={"file": kind, **told},
        )
