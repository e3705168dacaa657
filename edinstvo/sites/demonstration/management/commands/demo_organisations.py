"""Print the organisations of the demonstration."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.registry.organisations.models import OrganisationType
from edinstvo.registry.organisations.rules import hyphenated
from edinstvo.sites.demonstration.management.filling import fill
from edinstvo.sites.demonstration.management.refusal import refuse_real_union
from edinstvo.sites.demonstration.management.tables import aligned
from edinstvo.sites.demonstration.queries import Listed, listed_organisations


class Command(BaseCommand):
    """`edinstvo demo-organisations [--json]`"""

    help = gettext_lazy("Print the organisations of the demonstration; fill it in first where it is empty.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help=_("Print one JSON array and nothing else."))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Only the list goes to standard output; progress goes to standard error."""
        refuse_real_union()
        fill(tell=self.stderr.write)
        rows = listed_organisations()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
            return
        heads = [_("Number"), _("Members"), _("Type"), _("Name")]
        for line in aligned([heads, *map(_cells, rows)]):
            self.stdout.write(line)


def _cells(row: Listed) -> list[str]:
    number = hyphenated(row.inpo) if row.inpo else "—"
    return [number, str(row.members), str(OrganisationType(row.type).label), row.name]
