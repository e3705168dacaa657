"""Filling, as the commands do it: with progress for a person who waits."""

import time
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.registry.organisations.actions.found_union import UnionStands
from edinstvo.sites.demonstration.actions.fill_union import Filled, NotEmpty, fill_union
from edinstvo.sites.demonstration.rules.scale import Scale

FULL = Scale.of(1)


def fill(*, tell: Callable[[str], None]) -> bool:
    """Fill the union in where no organisation exists; returns whether it did."""
    begun = time.monotonic()
    try:
        for filled in fill_union(at=timezone.now(), scale=FULL):
            tell(_progress(filled))
    except (NotEmpty, UnionStands):
        return False
    tell(_("The demonstration is filled in %(seconds)d s.") % {"seconds": time.monotonic() - begun})
    return True


def _progress(filled: Filled) -> str:
    if not filled.organisations:
        return _("Inventing a union with the five years of its history…")
    organisations = ngettext("%(count)d organisation", "%(count)d organisations", filled.organisations)
    people = ngettext("%(count)d person of %(total)d", "%(count)d people of %(total)d", filled.people)
    return "  " + ", ".join(
        [
            organisations % {"count": filled.organisations},
            people % {"count": filled.people, "total": filled.of_people},
        ]
    )
