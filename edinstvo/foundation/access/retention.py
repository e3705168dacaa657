"""How long it is kept who came and tried to come: declared for the table of periods."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.models import OneTimeLink, SignInAttempt, UserSession
from edinstvo.foundation.retention.kinds import Kind, beginning_of, declare, deleting, older
from edinstvo.foundation.retention.rules import Period

# Long enough to look into what a chair noticed after the holidays; the journal keeps what was done (152-ФЗ, art. 5).
KEPT_FOR = Period(days=90)
_BASIS = gettext_noop("152-FZ, article 5: no longer than the purpose, which is to look into a stranger's sign-in")


def _sessions(before: date) -> QuerySet[Any]:
    day = beginning_of(before)
    return UserSession.objects.filter(Q(ended_at__lt=day) | Q(expires_at__lt=day))


def _links(before: date) -> QuerySet[Any]:
    day = beginning_of(before)
    return OneTimeLink.objects.filter(Q(used_at__lt=day) | Q(valid_until__lt=day))


_tries = older(SignInAttempt, "at")

declare(
    Kind(
        code="access.tries",
        name=_("Tries to sign in"),
        removed=_("The login that was tried, the address it came from and whether it opened"),
        stays=_("What the journal says of sign-ins and locked logins"),
        counted_from=_("the try"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        waits=False,
        due=_tries,
        minimise=deleting(_tries),
        portion=5000,
    )
)
declare(
    Kind(
        code="access.sessions",
        name=_("Sessions that are over"),
        removed=_("From which device and address somebody was signed in, and when"),
        stays=_("What the journal says of sign-ins and new devices"),
        counted_from=_("the end of the session"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        waits=False,
        due=_sessions,
        minimise=deleting(_sessions),
        portion=5000,
    )
)
declare(
    Kind(
        code="access.links",
        name=_("One-time links"),
        removed=_("That there was a link, and for whom"),
        stays=_("What the journal says of it"),
        counted_from=_("the day it was used or ran out"),
        basis=_BASIS,
        proposed=KEPT_FOR,
        waits=False,
        due=_links,
        minimise=deleting(_links),
        portion=5000,
    )
)
