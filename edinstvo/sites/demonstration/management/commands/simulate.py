"""Fill an empty register with a believable union of any size."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.sites.demonstration.actions.simulation.begin_simulation import RegisterNotEmpty, SimulationComplete
from edinstvo.sites.demonstration.actions.world import moment
from edinstvo.sites.demonstration.management.simulating import SimulationStopped, simulate
from edinstvo.sites.demonstration.management.wishes import wished
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion


class Command(BaseCommand):
    """`edinstvo simulate --members N --seed S [--targets FILE] [--quiet]`"""

    help = gettext_lazy("Fill an empty register with a believable union.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, by which draw, and what its figures are to be."""
        parser.add_argument("--members", type=int, required=True, help=_("How many open memberships on the base day."))
        parser.add_argument("--seed", type=int, required=True, help=_("The same seed gives the same union."))
        parser.add_argument("--targets", type=Path, help=_("A JSON file of the figures that are to come out."))
        parser.add_argument("--quiet", action="store_true", help=_("Show no progress."))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Progress goes to standard error. A register that is not empty is left as it is."""
        now = timezone.now()
        targets = wished(members=options["members"], file=options["targets"], now=now)
        at = min(now, moment(targets.as_of, 18))
        try:
            simulate(
                union=SimulatedUnion(seed=options["seed"], targets=targets),
                at=at,
                tell=(lambda _line: None) if options["quiet"] else self.stderr.write,
            )
        except SimulationComplete as error:
            raise CommandError(
                _("The register is not empty: this simulation is complete. Another one needs a data folder of its own.")
            ) from error
        except RegisterNotEmpty as error:
            raise CommandError(
                _("The register is not empty: a simulation never goes among what stands there.")
            ) from error
        except (SimulationStopped, KeyboardInterrupt) as error:
            raise CommandError(_("Stopped half way. The same command goes on where it stopped.")) from error
