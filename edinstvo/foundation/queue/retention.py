"""How long it is kept that a piece of background work was done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.retention.kinds import RowsKind, declare, older
from edinstvo.foundation.retention.rules import Period

KEPT_FOR = Period(days=90)

declare(
    RowsKind(
        code="queue.works",
        name=_("Background work"),
        removed=_("Who had what done in the background, and how it ended"),
        stays=_("What the work did, and its entry in the journal"),
        counted_from=_("the day the work ended"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose, which is to look into what went wrong"),
        proposed=KEPT_FOR,
        # The page of a list tells of the work that reads, enters and takes it back.
        shortest=Period(days=35),
        due=older(Work, "finished_at"),
    )
)
