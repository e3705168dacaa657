"""A real SMTP server and a real HTTP gateway: they take, refuse, are busy or slow, by the address a message goes to."""

import asyncio
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

_GATEWAY = Path(__file__).with_name("gateway.py")


class Letters:
    """What an SMTP server has taken, and how it answers: `refuse@…` never, `busy@…` later, `slow@…` not in time."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _options: Any) -> str:  # noqa: N802  # aiosmtpd's name
        answers = {"refuse": "550 no such mailbox", "busy": "450 try later", "full": "552 mailbox full"}
        if answer := answers.get(to.partition("@")[0]):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        if "slow@" in str(letter["To"]):
            await asyncio.sleep(1)
        return "250 taken"


@contextmanager
def a_post_office(
    *, password: str = "", host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[tuple[str, Letters]]:
    """The address of a running SMTP server, and what it takes; with a password, from the user "union" alone.

    With `tls` it offers STARTTLS and takes nothing before.
    """

    def knows(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, told: Any) -> AuthResult:
        is_right = (told.login, told.password) == (b"union", password.encode())
        return AuthResult(success=is_right, handled=False)

    letters = Letters()
    with socket.socket() as free:
        free.bind((host, 0))
        port = free.getsockname()[1]
    asks = {"authenticator": knows, "auth_require_tls": tls is not None} if password else {}
    if tls is not None:
        asks |= {"tls_context": tls, "require_starttls": True}
    controller = Controller(letters, hostname=host, port=port, **asks)  # type: ignore[arg-type]  # as SMTP takes them
    controller.start()
    try:
        yield f"smtp://{host}:{port}", letters
    finally:
        controller.stop()


@contextmanager
def a_gateway(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of an SMS gateway in a process of its own, and the file it writes each message into."""
    taken = folder / "taken.jsonl"
    with subprocess.Popen([sys.executable, _GATEWAY, taken], stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield f"http://127.0.0.1:{port}/messages", taken
        finally:
            process.kill()


def messages_in(taken: Path) -> list[dict[str, str]]:
    """What the gateway was sent, in order."""
    return [json.loads(line) for line in taken.read_text().splitlines()] if taken.exists() else []
