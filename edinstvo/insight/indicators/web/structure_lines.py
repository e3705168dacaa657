"""The lines of a table of regions with how far each had built its structure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from edinstvo.insight.indicators.queries.primaries import ACCESS
from edinstvo.insight.indicators.queries.structure import Built
from edinstvo.insight.indicators.web.primaries import primaries_url
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class StructureLine:
    """A region and how far it had come; of a past day its numbers lead nowhere, for lists of primaries are of today."""

    region: Organisation
    built: Built
    is_today: bool = True

    @property
    def state(self) -> str:
        """Built, not yet, or nothing to compare with."""
        if self.built.is_built:
            return _("built")
        return _("not confirmed") if self.built.confirmed is None else _("not built yet")

    @property
    def url(self) -> str:
        return region_url(self.region) if self.region.is_open else ""

    @property
    def primaries_url(self) -> str:
        return primaries_url(self.region) if self._is_open_now else ""

    @property
    def lacking_url(self) -> str:
        """Those whose chair cannot sign in."""
        return primaries_url(self.region, ACCESS) if self._is_open_now else ""

    @property
    def _is_open_now(self) -> bool:
        return self.is_today and self.region.is_open


def in_order(lines: Iterable[StructureLine]) -> list[StructureLine]:
    """Who lacks nothing comes last."""
    return sorted(lines, key=lambda line: (line.built.is_built, -line.built.without_access))


def region_url(region: Organisation) -> str:
    """The page of the structure of one region."""
    return reverse("indicators:region", args=[region.inpo])
