"""What figures a simulation is asked for: those of a file, or the usual ones."""

from datetime import date, datetime
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.sites.demonstration.management.simulation_words import sentence_of
from edinstvo.sites.demonstration.queries import begun_simulation
from edinstvo.sites.demonstration.rules.simulation.targets import Targets, TargetsUnfit, read_targets, usual_targets


def wished(*, members: int, file: Path | None, now: datetime) -> Targets:
    """The targets of the file, or the usual ones as of the day the simulation began. Raises CommandError."""
    try:
        if file is None:
            return usual_targets(members=members, today=_first_day(now))
        told = file.read_text(encoding="utf-8-sig")
        return read_targets(told, members=members, today=timezone.localdate(now))
    except TargetsUnfit as unfit:
        raise CommandError(sentence_of(unfit)) from unfit
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("The file of targets cannot be read: %(error)s") % {"error": error}) from error


def _first_day(now: datetime) -> date:
    """Today; or the day of a beginning, so that what was stopped before midnight is the same union after it."""
    begun = begun_simulation()
    return timezone.localdate(begun.at if begun else now)
