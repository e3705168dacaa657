"""Pages of organisations as somebody reads them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def source(browser: Client, address: str) -> str:
    """A page that opens, as it was sent."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(browser: Client, address: str) -> str:
    """A page that opens, as text; its spaces made ordinary."""
    return source(browser, address).replace("\u00a0", " ").replace("\u202f", " ")


def queries(browser: Client, address: str) -> int:
    """How many times the page reads or writes; savepoints of the test do not count."""
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in seen)
