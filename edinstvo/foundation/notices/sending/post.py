"""E-mail over SMTP: one connection for a run of messages."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings

from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.secrets import words_of
from edinstvo.foundation.notices.sending.outcome import Postponed, Refused, Unreachable

# The server closes the channel (RFC 5321, 4.2.3).
_CLOSING = 421
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Post:
    """Sends notices to the server of EDINSTVO_SMTP_URL: `smtp://user:password@host:587`, `smtps://…` (TLS at once).

    `smtp://` turns to TLS as soon as the server offers it; a certificate that does not hold gets no letter. A lost
    connection is opened again for the next message.
    """

    def __init__(self) -> None:
        self._address = urlsplit(settings.SMTP_URL)
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def send(self, notice: Notice) -> None:
        """Hand the message over; raises Refused, Postponed, Unreachable."""
        try:
            self._open().send_message(letter_of(notice))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as answer:
            self._leave()
            raise _judged(answer) from answer
        except ssl.SSLCertVerificationError as fault:
            # Before the next clause: it is a ValueError too, and no fault of the address.
            self._leave()
            raise Unreachable(code="untrusted", answer=str(fault)) from fault
        except (smtplib.SMTPNotSupportedError, UnicodeError, ValueError) as fault:
            self._leave()
            raise Refused(code="bad_address", answer=str(fault)) from fault
        except (OSError, smtplib.SMTPException) as fault:
            self._leave()
            is_slow = isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError)
            raise Unreachable(code="slow" if is_slow else "unreachable", answer=str(fault)) from fault

    def _open(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._greeted()
            if self._address.username:
                self._server.login(unquote(self._address.username), unquote(self._address.password or ""))
        return self._server

    def _greeted(self) -> smtplib.SMTP:
        host, name = self._address.hostname or "localhost", domain_of(settings.MAIL_FROM)
        if self._address.scheme == "smtps":
            port = self._address.port or smtplib.SMTP_SSL_PORT
            return smtplib.SMTP_SSL(
                host, port, local_hostname=name, timeout=settings.NOTICE_TIMEOUT, context=_checked()
            )
        server = smtplib.SMTP(host, self._address.port or 25, local_hostname=name, timeout=settings.NOTICE_TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls") and host not in _OWN_MACHINE:
            server.starttls(context=_checked())
        return server

    def _leave(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


def letter_of(notice: Notice) -> EmailMessage:
    """The message as it travels. Its id and its date are the notice's own: sent twice, it is the same letter."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = settings.MAIL_FROM, notice.address, notice.subject
    letter["Date"] = format_datetime(notice.created_at)
    letter["Message-ID"] = f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S%f}@{domain_of(settings.MAIL_FROM)}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(words_of(notice))
    return letter


def domain_of(sender: str) -> str:
    """«union.example» of «Union <no-reply@union.example>»."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _checked() -> ssl.SSLContext:
    return ssl.create_default_context()


def _judged(answer: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Refused:
    """What a numbered answer means: 5xx never, 4xx later; a wrong password is a matter of the settings."""
    code: int
    said: bytes | str
    if isinstance(answer, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(answer.recipients.values()))
    else:
        code, said = answer.smtp_code, answer.smtp_error
    words = f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    if isinstance(answer, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return Unreachable(code="bad_settings", answer=words)
    if code == _CLOSING:
        return Unreachable(code="unreachable", answer=words)
    return Refused(code="refused", answer=words) if code >= 500 else Postponed(code="busy", answer=words)
