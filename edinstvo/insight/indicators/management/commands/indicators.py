"""`edinstvo indicators --as-of DATE [--base DATE] [--year YYYY] [--organisation ИНПО] [--json]`: figures from rows."""

import json
import re
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.insight.indicators.rules import values_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.organisations.rules import InpoMistyped, read_inpo

_OPERATOR = Actor.operator(name="indicators", command="indicators")


class Command(BaseCommand):
    """Counts from primary data; pages show the same from figures that are kept."""

    help = gettext_lazy("Print the indicators as of a day, counted from the rows.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The contract that checks use."""
        parser.add_argument("--as-of", type=_day, required=True, metavar="YYYY-MM-DD", help=_("Of which day."))
        base = _("The day of the total, and the eve of the movement; else the same day, and no movement is counted.")
        year = _("The year whose cards are counted; else that before the base.")
        parser.add_argument("--base", type=_day, metavar="YYYY-MM-DD", help=base)
        parser.add_argument("--year", type=_year, metavar="YYYY", help=year)
        parser.add_argument("--organisation", metavar="ИНПО", help=_("Of a branch, as it stood then."))
        parser.add_argument("--json", action="store_true", help=_("One JSON object on standard output."))

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line for each indicator, or JSON."""
        base = options["base"] or options["as_of"]
        asked = Asked(
            organisation=_organisation(options["organisation"]),
            as_of=options["as_of"],
            base=options["base"],
            year=options["year"] or base.year - 1,
        )
        values = {name: asdict(one) for name, one in values_of(counts_from_rows(asked, seen_by=_OPERATOR)).items()}
        if options["json"]:
            days = {"as_of": asked.as_of.isoformat(), "base": base.isoformat(), "year": asked.year}
            self.stdout.write(json.dumps({**days, "values": values}, ensure_ascii=False))
            return
        for name, one in values.items():
            of = "" if one["denominator"] is None else f"  ({one['numerator']} / {one['denominator']})"
            value = "—" if one["value"] is None else one["value"]
            self.stdout.write(f"{name:28} {value!s:>12}{of}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("A day is written like 2021-03-16, not “%(text)s”.") % {"text": text}) from error


def _year(text: str) -> int:
    if not re.fullmatch("[12][0-9]{3}", text):
        raise CommandError(_("A year is written like 2020, not “%(text)s”.") % {"text": text})
    return int(text)


def _organisation(inpo: str | None) -> Organisation:
    if inpo is None:
        union = Organisation.objects.filter(type="union").first()
        if union is None:
            raise CommandError(_("The register is empty: there is nothing to count."))
        return union
    try:
        return find_organisation(inpo=read_inpo(inpo), seen_by=_OPERATOR)
    except (InpoMistyped, Organisation.DoesNotExist) as error:
        raise CommandError(_("No organisation has the number “%(inpo)s”.") % {"inpo": inpo}) from error
