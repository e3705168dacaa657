"""SMS through an HTTP gateway of the operator's choice: POST of {"id", "to", "text"} as JSON."""

from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx
from django.conf import settings

from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.secrets import words_of
from edinstvo.foundation.notices.sending.outcome import Postponed, Refused, Unreachable

_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_OUR_FAULT = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


class SmsGateway:
    """Sends notices to EDINSTVO_SMS_URL, with EDINSTVO_SMS_TOKEN as bearer. `id` is the same when one is sent twice."""

    def __init__(self) -> None:
        headers = {"Authorization": f"Bearer {settings.SMS_TOKEN}"} if settings.SMS_TOKEN else {}
        self._client = httpx.Client(
            timeout=settings.NOTICE_TIMEOUT, headers=headers, follow_redirects=False, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, notice: Notice) -> None:
        """Hand the message over; raises Refused, Postponed, Unreachable."""
        message = {"id": str(notice.pk), "to": notice.address, "text": words_of(notice).strip()}
        try:
            answer = self._client.post(settings.SMS_URL, json=message)
        except httpx.TimeoutException as fault:
            raise Unreachable(code="slow") from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise Unreachable(code="unreachable", answer=str(fault)) from fault
        _judge(answer)


def _judge(answer: httpx.Response) -> None:
    """2xx: taken. 4xx: never, but for those that speak of time or of our settings. Anything else: later."""
    if answer.is_success:
        return
    words = f"{answer.status_code} {answer.text[:200]}"
    if answer.status_code in _LATER:
        raise Postponed(code="busy", answer=words)
    if answer.status_code in _OUR_FAULT:
        raise Unreachable(code="bad_settings", answer=words)
    if answer.is_client_error:
        raise Refused(code="refused", answer=words)
    raise Unreachable(code="unreachable", answer=words)
