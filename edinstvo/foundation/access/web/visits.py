"""Notes when a session was last seen, without a question to the database on each request."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from edinstvo.foundation.access.actions.see_session import NOTED_EVERY, see_session
from edinstvo.foundation.access.web.arrival import VISIT

# As many as a process may know of at once: some megabytes.
_MOST = 20_000


class VisitsMiddleware:
    """Stands after the door. What this process noted lately it remembers itself; the row is the word for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._noted: dict[int, datetime] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.actor.is_signed_in and VISIT in request.session:  # type: ignore[attr-defined]  # set by ActorMiddleware
            self._note(request.session[VISIT], timezone.now())
        return self.get_response(request)

    def _note(self, visit: int, now: datetime) -> None:
        noted = self._noted.get(visit)
        if noted is None or now - noted >= NOTED_EVERY:
            if len(self._noted) >= _MOST:
                self._noted.clear()
            self._noted[visit] = now
            see_session(session_id=visit, at=now)
