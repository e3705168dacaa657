"""Forget who came and tried to come, once nobody has a reason to know."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q

from edinstvo.foundation.access.models import Authenticator, OneTimeLink, SignInAttempt, UserSession

# Long enough to look into what a chair noticed after the holidays; the journal keeps what was done (152-ФЗ, art. 5).
KEPT_FOR = timedelta(days=90)
# An app that somebody began to set up and left.
UNCONFIRMED_FOR = timedelta(days=1)


def forget_visits(*, at: datetime) -> None:
    """Delete tries to sign in, links and sessions older than KEPT_FOR, keys of sessions that ended, what was left."""
    SignInAttempt.objects.filter(at__lt=at - KEPT_FOR).delete()
    OneTimeLink.objects.filter(Q(used_at__lt=at - KEPT_FOR) | Q(valid_until__lt=at - KEPT_FOR)).delete()
    UserSession.objects.filter(Q(ended_at__lt=at - KEPT_FOR) | Q(expires_at__lt=at - KEPT_FOR)).delete()
    Authenticator.objects.filter(confirmed_at=None, made_at__lt=at - UNCONFIRMED_FOR).delete()
    Session.objects.filter(expire_date__lt=at).delete()
