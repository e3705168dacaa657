"""Print who can sign in to look at the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.powers import Role
from edinstvo.sites.demonstration.management.refusal import refuse_real_union
from edinstvo.sites.demonstration.management.tables import aligned
from edinstvo.sites.demonstration.queries import logins
from edinstvo.sites.demonstration.rules.logins import PASSWORD

_ROLES = {
    Role.CHAIR: gettext_lazy("chair"),
    Role.STAFF: gettext_lazy("staff"),
    Role.AUDITOR: gettext_lazy("auditor, sees everything and changes nothing"),
    Role.ADMINISTRATOR: gettext_lazy("administrator"),
}


class Command(BaseCommand):
    """`edinstvo demonstration-logins`"""

    help = gettext_lazy("Print the logins of the demonstration.")  # type: ignore[assignment]  # said when asked

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line for each, from the centre down."""
        refuse_real_union()
        heads = [_("Login"), _("Password"), _("Who"), _("Role"), _("Organisation")]
        rows = [[row.login, PASSWORD, row.name, str(_ROLES[row.role]), row.organisation] for row in logins()]
        if not rows:
            self.stdout.write(_("The demonstration is not filled in yet."))
            return
        for line in aligned([heads, *rows]):
            self.stdout.write(line)
