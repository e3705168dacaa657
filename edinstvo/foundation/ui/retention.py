"""How long it is kept what was typed and never sent."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.retention.kinds import RowsKind, declare, older
from edinstvo.foundation.retention.rules import Period
from edinstvo.foundation.ui.models import Draft

# A form begun before the summer holidays is still there in September; it holds somebody's personal data.
KEPT_FOR = Period(days=120)

declare(
    RowsKind(
        code="ui.drafts",
        name=_("Drafts of forms"),
        removed=_("What was typed into a form and not sent"),
        stays=_("Nothing"),
        counted_from=_("the day somebody last typed into it"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose; from before the summer holidays till after"),
        proposed=KEPT_FOR,
        due=older(Draft, "saved_at"),
    )
)
