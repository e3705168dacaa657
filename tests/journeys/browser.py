"""A real browser for the journeys: it notices what a person would not forgive and what the policy forbids."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Without these Chromium asks its makers' servers this and that at every start.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK, HEIGHT = 360, 1280, 800
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
_AXE = Axe()
# What is right it need not tell of: that is nearly all, and takes longer to tell than to find.
_WHAT_IS_ASKED = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
_VIOLATIONS = "asked => axe.run(asked).then(found => found.violations)"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine; EDINSTVO_CHROMIUM names another. Absent, the journey fails with a sentence."""
    program = os.environ.get("EDINSTVO_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail(
            "No Chromium on this machine. Install one (apt-get install chromium) or name it in EDINSTVO_CHROMIUM."
        )
    # The driver keeps an event loop in this thread, where Django would refuse every query; nothing of ours is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person at one window. Whatever goes wrong in it is kept in `complaints` until the visit ends."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    font_bytes: int = 0
    other_bytes: int = 0
    _types: dict[str, str] = field(default_factory=dict)

    def open(self, address: str) -> Page:
        """Go to an address of the house."""
        self.page.goto(self.home + address)
        return self.page

    def widen(self, width: int) -> None:
        """Make the window as wide as that; the page stays."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def weigh(self) -> int:
        """Bytes over the wire since the last weighing, the web font left out; a page brought from the cache is 0."""
        self.page.wait_for_load_state("networkidle")
        weight, self.other_bytes = self.other_bytes, 0
        return weight

    def assert_accessible(self) -> None:
        """No violation of WCAG 2.2 AA, no page wider than its window."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.axe_script)
        found = self.page.evaluate(_VIOLATIONS, _WHAT_IS_ASKED)
        told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
        assert told == [], f"{self.page.url}\n" + "\n".join(told)
        wide = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], f"{self.page.url} is {wide[0]} wide in a window of {wide[1]}"

    def watch(self, context: BrowserContext) -> None:
        """Begin to notice: errors of scripts and of the policy, requests elsewhere, answers that failed, bytes."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._follow)
        self.page.on("response", self._judge)
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", lambda event: self._types.update({event["requestId"]: event["type"]}))
        wire.on("Network.loadingFinished", self._count)

    def _hear(self, message: ConsoleMessage) -> None:
        # A page may answer 404 or 422 on purpose: what failed beside a page is told by _judge.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _follow(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != urlsplit(self.home).hostname:
            self.complaints.append(f"another host: {request.url}")

    def _judge(self, response: Response) -> None:
        beside = response.request.resource_type != "document"
        if response.status >= 500 or (beside and response.status >= 400 and response.status not in (409, 422)):
            self.complaints.append(f"{response.status}: {response.url}")

    def _count(self, event: dict[str, Any]) -> None:
        if self._types.get(event["requestId"]) == "Font":
            self.font_bytes += int(event["encodedDataLength"])
        else:
            self.other_bytes += int(event["encodedDataLength"])


@contextmanager
def visit(
    browser: Browser, home: str, *, width: int = DESK, scheme: Scheme = "light", javascript: bool = True
) -> Iterator[Visit]:
    """A new person with an empty cache; fails at the end if anything was wrong on the way."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=scheme,
        java_script_enabled=javascript,
        locale="ru-RU",
        timezone_id="Europe/Moscow",
    )
    context.set_default_timeout(10_000)
    visitor = Visit(page=context.new_page(), home=home.rstrip("/"))
    visitor.watch(context)
    yield visitor
    context.close()
    assert visitor.complaints == []


def signed_in(person: Visit, login: str, password: str) -> Page:
    """The first page after the door, with its heading."""
    page = person.open("/sign-in/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(password)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page
