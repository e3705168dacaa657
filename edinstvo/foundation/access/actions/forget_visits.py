"""Forget what opens nothing any more: keys of sessions that are over, apps that were never set up to the end."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from edinstvo.foundation.access.models import Authenticator

# An app that somebody began to set up and left.
UNCONFIRMED_FOR = timedelta(days=1)


def forget_visits(*, at: datetime) -> None:
    """Delete them. Who came and tried to come is kept by the table of periods (`retention.py`)."""
    Authenticator.objects.filter(confirmed_at=None, made_at__lt=at - UNCONFIRMED_FOR).delete()
    Session.objects.filter(expire_date__lt=at).delete()
