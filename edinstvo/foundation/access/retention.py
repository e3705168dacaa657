"""How long it is kept who came and tried to come: declared for the table of periods."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.models import OneTimeLink, SignInAttempt, UserSession
from edinstvo.foundation.retention.kinds import RowsKind, declare, older
from edinstvo.foundation.retention.rules import Period

# Long enough to look into what a chair noticed after the holidays; the journal keeps what was done (152-ФЗ, art. 5).
KEPT_FOR = Period(days=90)
_BASIS = gettext_noop("152-FZ, article 5: no longer than the purpose, which is to look into a stranger's sign-in")


declare(
    RowsKind(
        code="access.tries",
        name=_("Tries to sign in"),
        removed=_("The login that was tried, the address it came from and whether it opened"),
        stays=_("What the journal says of sign-ins and locked logins"),
        counted_from=_("the try"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        due=older(SignInAttempt, "at"),
    )
)
declare(
    RowsKind(
        code="access.sessions",
        name=_("Sessions that are over"),
        removed=_("From which device and address somebody was signed in, and when"),
        stays=_("What the journal says of sign-ins and new devices"),
        counted_from=_("the end of the session"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        due=older(UserSession, "ended_at", "expires_at"),
    )
)
declare(
    RowsKind(
        code="access.links",
        name=_("One-time links"),
        removed=_("That there was a link, and for whom"),
        stays=_("What the journal says of it"),
        counted_from=_("the day it was used or ran out"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        due=older(OneTimeLink, "used_at", "valid_until"),
    )
)
