"""How long the journal is kept, and who looked at whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.journal.actions.empty_values import minimising
from edinstvo.foundation.journal.models import Entry, Reading
from edinstvo.foundation.retention.kinds import Kind, Portion, declare, deleting, older, seen_by, seen_with_the_journal
from edinstvo.foundation.retention.rules import Period

# Whoever is looked at learns it for a year at least, and an auditor finds what happened in it.
_A_YEAR = Period(months=12)


def _deleting(due: Callable[[date], QuerySet[Any]]) -> Callable[[Portion], int]:
    delete = deleting(due)

    def minimise(portion: Portion) -> int:
        with minimising():
            return delete(portion)

    return minimise


_looks, _entries = older(Reading, "at"), older(Entry, "at")

declare(
    Kind(
        code="journal.readings",
        name=_("Who looked at whom"),
        removed=_("Who opened which record or looked at which list, and when"),
        stays=_("What the journal says of papers and files that were taken away"),
        counted_from=_("the day of the look"),
        basis=gettext_noop(
            "152-FZ, article 5; three years, as for claims of the person concerned (Civil Code, art. 196)"
        ),
        proposed=Period(months=36),
        shortest=_A_YEAR,
        due=_looks,
        seen=seen_by(seen_with_the_journal),
        minimise=_deleting(_looks),
        portion=5000,
    )
)
declare(
    Kind(
        code="journal.entries",
        name=_("The journal of acts"),
        removed=_("Who did what, when and why, with all of the entry"),
        stays=_("What the act changed in the register"),
        counted_from=_("the day of the act"),
        basis=gettext_noop("It shows on what the register rests, as the protocols do, which are kept permanently"),
        proposed=Period(),
        shortest=_A_YEAR,
        due=_entries,
        seen=seen_by(seen_with_the_journal),
        minimise=_deleting(_entries),
        portion=5000,
    )
)
