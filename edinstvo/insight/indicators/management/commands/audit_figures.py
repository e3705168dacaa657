"""`edinstvo audit-figures [--json] [--quiet]`: recount every figure that is kept, and name what differs."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from edinstvo.insight.indicators.queries.audit import Difference, differences, waiting
from edinstvo.registry.organisations.models import Organisation

_NAMED = 50


class Command(BaseCommand):
    """Ends with 1 where anything differs."""

    help = gettext_lazy("Recount every figure that is kept, and name what differs.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to tell it."""
        parser.add_argument("--json", action="store_true", help=_("One JSON object on standard output."))
        parser.add_argument("--quiet", action="store_true", help=_("Show no progress."))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Progress goes to standard error. People may go on working meanwhile."""
        pending = waiting()
        found = list(differences(tell=(lambda *_how_far: None) if options["quiet"] else self._tell))
        if options["json"]:
            rows = [{**asdict(one), "day": one.day and one.day.isoformat()} for one in found]
            self.stdout.write(json.dumps({"differences": rows, "waiting": pending}, ensure_ascii=False))
        else:
            self._say(found, pending)
        if found:
            count = len(found)
            raise CommandError(
                ngettext("%(count)d figure differs.", "%(count)d figures differ.", count) % {"count": count}
            )

    def _tell(self, _what: str, done: int, all_: int) -> None:
        self.stderr.write(_("Recounted past days: %(done)d of %(all)d organisations") % {"done": done, "all": all_})

    def _say(self, found: list[Difference], pending: int) -> None:
        names = Organisation.objects.in_bulk({one.organisation_id for one in found[:_NAMED]})
        for one in found[:_NAMED]:
            name = names[one.organisation_id].short_name if one.organisation_id in names else str(one.organisation_id)
            day = one.day.isoformat() if one.day else "—"
            self.stdout.write(f"{one.what:10} {day:10} {one.measure:18} {one.kept:>10} ≠ {one.counted:<10} {name}")
        if not found:
            self.stdout.write(_("Every figure that is kept is what the rows say."))
        if pending:
            self.stdout.write(_("Organisations whose past waits to be counted again: %(count)d") % {"count": pending})
