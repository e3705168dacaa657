"""Too many tries, in words and in the answer's head."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts


def too_many(fault: TooManyAttempts) -> str:
    """Until when the login or the address is locked."""
    time = f"{timezone.localtime(fault.until):%H:%M}"
    return _("Too many tries. Come back after %(time)s: until then no password is looked at") % {"time": time}


def too_many_codes(fault: TooManyAttempts) -> str:
    """The same for the second step."""
    time = f"{timezone.localtime(fault.until):%H:%M}"
    return _("Too many tries. Come back after %(time)s: until then no code is looked at") % {"time": time}


def locked(response: HttpResponse, fault: TooManyAttempts, now: datetime) -> HttpResponse:
    """The answer 429, which says when to come back."""
    response.status_code = 429
    response["Retry-After"] = str(int((fault.until - now).total_seconds()) + 1)
    return response
