"""Half signed in: the password was right, the second step is still to be made. Nobody to every page but the door's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from edinstvo.foundation.access.models import User

GOOD_FOR = timedelta(minutes=10)
_KEY = "half_signed_in"


@dataclass(frozen=True)
class Waiting:
    """Who it is by the password, and where they were going."""

    user: User
    next_url: str


def hold_at_the_door(request: HttpRequest, user: User, *, next_url: str) -> None:
    """Nothing of what the browser had before goes on, not even the key; in ten minutes this is forgotten too."""
    now = timezone.now()
    request.session.flush()
    request.session[_KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "until": (now + GOOD_FOR).isoformat(),
        "next": next_url,
    }
    request.session.set_expiry(GOOD_FOR)
    rotate_token(request)


def waiting_at(request: HttpRequest) -> Waiting | None:
    """Who waits in this browser; nobody once the time is over, the password another one, or the user gone."""
    kept = request.session.get(_KEY)
    if kept is None or datetime.fromisoformat(kept["until"]) <= timezone.now():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["password"]):
        return None
    return Waiting(user=user, next_url=kept["next"])


def wait_no_more(request: HttpRequest) -> None:
    """The second step is made."""
    request.session.pop(_KEY, None)
