"""The live process: what a browser hears of a work."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.tokens import stream_token
from launcher.postgres import Server
from tests.foundation.queue.conftest import AT, Asking, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _same_key(settings: Settings, secret: Path) -> None:
    settings.SECRET_KEY = secret.read_text()


def _stream(work: Work) -> str:
    return f"/live/work/{work.pk}?token={stream_token(work_id=work.pk)}&language=ru"


def _events(response: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in response.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def _run_elsewhere(work: Work) -> None:
    """In a thread, with the thread's own connection."""
    run_work(work_id=work.pk, clock=lambda: AT)
    connection.close()


def test_tells_the_present_state_then_each_change_then_ends(ask: Asking, live: str) -> None:
    work = ask("trial.count", steps=6, pause=0.1)
    with httpx.stream("GET", live + _stream(work), timeout=10) as response:
        events = _events(response)
        assert next(events)["state"] == "queued"
        running = threading.Thread(target=_run_elsewhere, args=[work])
        running.start()
        heard = list(events)
        running.join()
    assert [event["percent"] for event in heard if event["done"]] != []
    assert (heard[-1]["state"], heard[-1]["result_url"]) == ("done", "/counted/")


def test_answers_our_own_pages_alone(ask: Asking, live: str) -> None:
    address = live + _stream(ask("trial.refuse"))
    with httpx.stream("GET", address, headers={"Origin": "http://127.0.0.1:8000"}) as ours:
        assert ours.status_code == 200
        assert ours.headers["access-control-allow-origin"] == "http://127.0.0.1:8000"
    assert httpx.get(address, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert httpx.get(address, headers={"Host": "elsewhere.example"}).status_code == 403


def test_opens_a_stream_with_its_own_token_alone(ask: Asking, live: str) -> None:
    work, other = ask("trial.count", steps=1), ask("trial.count", steps=1)
    assert httpx.get(f"{live}/live/work/{work.pk}").status_code == 403
    assert httpx.get(f"{live}/live/work/{work.pk}?token={stream_token(work_id=other.pk)}").status_code == 403
    assert httpx.get(f"{live}/live/work/0x1?token=").status_code == 404


def test_holds_two_connections_however_many_watch_and_finds_the_database_again(
    ask: Asking, live: str, postgresql: Server
) -> None:
    work = ask("trial.count", steps=1)
    theirs = "FROM pg_stat_activity WHERE application_name = 'edinstvo-live'"
    with psycopg.connect(postgresql.app_url, autocommit=True) as other, httpx.Client(timeout=10) as browser:
        streams = [browser.send(browser.build_request("GET", live + _stream(work)), stream=True) for _ in range(20)]
        heard = [_events(stream) for stream in streams]
        assert {next(events)["state"] for events in heard} == {"queued"}
        assert other.execute(f"SELECT count(*) {theirs}").fetchone() == (2,)
        other.execute(f"SELECT pg_terminate_backend(pid) {theirs}")
        wait_until(lambda: other.execute(f"SELECT count(*) {theirs}").fetchone() == (2,))
        run_work(work_id=work.pk, clock=lambda: AT)
        assert {list(events)[-1]["state"] for events in heard} == {"done"}
