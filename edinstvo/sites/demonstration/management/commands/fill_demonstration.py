"""Fill the demonstration in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.sites.demonstration.management.filling import fill
from edinstvo.sites.demonstration.management.refusal import refuse_real_union


class Command(BaseCommand):
    """`edinstvo fill-demonstration [--quiet]`"""

    help = gettext_lazy("Fill an empty demonstration with an invented union.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--quiet", action="store_true", help=_("Show no progress."))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Progress goes to standard error; a union that is there already is left as it is."""
        refuse_real_union()
        is_done = fill(tell=(lambda _line: None) if options["quiet"] else self.stderr.write)
        if not is_done:
            self.stderr.write(_("There are organisations already: nothing was filled in."))
