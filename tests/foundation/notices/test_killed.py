"""A worker that is killed while a letter travels: it goes once more, under the same id."""

import os
import subprocess
import sys

import pytest
from django.utils import timezone
from pytest_django import Settings

from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from launcher.postgres import Server
from tests.foundation.notices.saying import said
from tests.foundation.notices.servers import a_post_office
from tests.foundation.queue.conftest import wait_until

_WORKER = """
import django; django.setup()
from django.utils import timezone
from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
deliver_notices(clock=timezone.now)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_between_it_is_sent_once_more_under_the_same_id(settings: Settings, postgresql: Server) -> None:
    with a_post_office() as (settings.SMTP_URL, letters):
        notice = said("slow@example.org", at=timezone.now())
        surroundings = {"DATABASE_URL": postgresql.app_url, "EDINSTVO_SMTP_URL": settings.SMTP_URL}
        surroundings |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _WORKER], env={**os.environ, **surroundings}
        ) as one:
            wait_until(lambda: bool(letters.taken))
            assert deliver_notices(clock=timezone.now) == 0, "while it travels nobody else takes it"
            one.kill()
        notice.refresh_from_db()
        assert (notice.state, notice.tries) == ("waiting", 0)
        wait_until(lambda: deliver_notices(clock=timezone.now) == 1)
    assert len(letters.taken) == 2
    assert len({letter["Message-ID"] for letter in letters.taken}) == 1
