"""A real worker delivers what is queued; killed while a letter travels, it goes once more, under the same id."""

import os
import subprocess
import sys

import pytest
from django.utils import timezone
from pytest_django import Settings

from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from edinstvo.foundation.notices.models import Notice
from launcher.postgres import Server
from tests.foundation.notices.saying import said
from tests.foundation.notices.servers import a_post_office
from tests.foundation.queue import trial_jobs
from tests.foundation.queue.conftest import ROOT, wait_until


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_between_it_is_sent_once_more_under_the_same_id(settings: Settings, postgresql: Server) -> None:
    with a_post_office() as (settings.SMTP_URL, letters):
        done, cut = said(at=timezone.now()), said("slow@example.org", at=timezone.now())
        surroundings = {"DATABASE_URL": postgresql.worker_url, "EDINSTVO_SMTP_URL": settings.SMTP_URL}
        surroundings |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, trial_jobs.__file__]
        with subprocess.Popen(command, env={**os.environ, **surroundings}, cwd=ROOT) as worker:
            try:
                wait_until(lambda: len(letters.taken) == 2)
                assert deliver_notices(clock=timezone.now) == 0, "while it travels nobody else takes it"
            finally:
                worker.kill()
        states = dict(Notice.objects.values_list("pk", "state"))
        assert states == {done.pk: "sent", cut.pk: "waiting"}
        wait_until(lambda: deliver_notices(clock=timezone.now) == 1)
    first, *twice = (letter["Message-ID"] for letter in letters.taken)
    assert first not in twice
    assert (len(twice), len(set(twice))) == (2, 1)
