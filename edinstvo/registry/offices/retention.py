"""How long printed letters are kept that nobody has taken."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.foundation.retention.kinds import Kind, Portion, beginning_of, declare
from edinstvo.foundation.retention.rules import Period
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.offices.permissions import issued_in


def _due(before: date) -> QuerySet[Any]:
    return LetterBatch.objects.filter(file__isnull=False, issued_at__lt=beginning_of(before))


def _seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(issued_in(actor))


def _minimise(portion: Portion) -> int:
    return forget_files(of=_due(portion.before).filter(pk__in=portion.ids))


declare(
    Kind(
        code="offices.letters",
        name=_("Printed letters with logins"),
        removed=_("The file with the letters and their codes; one that was taken goes a day later"),
        stays=_("Who issued letters to whom, and who has come in by them"),
        counted_from=_("the day the letters were issued"),
        basis=gettext_noop("Their codes open logins: no longer than printing takes; a lost letter is made anew"),
        proposed=Period(days=7),
        waits=False,
        due=_due,
        seen=_seen,
        minimise=_minimise,
    )
)
