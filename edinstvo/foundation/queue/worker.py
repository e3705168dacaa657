"""The worker: takes up what a dead one left, then works through the queue until it is asked to end."""

import asyncio
import logging
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

# What a running job may still take after the worker was asked to end; then it is given back to the queue.
GRACE = 3.0
_CONCURRENCY = 2
_LIVES_IF_HEARD_WITHIN = 30.0
_SECONDS_BETWEEN_CHECKS = 30.0
_log = logging.getLogger(__name__)


def run_worker(*, is_only_one: bool) -> None:
    """Work until SIGTERM or SIGINT.

    `is_only_one`: somebody vouches that no other worker lives on this database (the launcher does), so that jobs of
    dead workers are taken up at once; otherwise after thirty seconds of silence.
    """
    asyncio.run(_work(is_only_one=is_only_one))


async def _work(*, is_only_one: bool) -> None:
    connector = cast(DjangoConnector, app.connector)
    with app.replace_connector(connector.get_worker_connector()) as workers_app:
        async with workers_app.open_async():
            await _return_jobs_of_the_dead(silent_for=0 if is_only_one else _LIVES_IF_HEARD_WITHIN)
            watch = asyncio.create_task(_keep_returning())
            try:
                await workers_app.run_worker_async(
                    name="edinstvo",
                    concurrency=_CONCURRENCY,
                    shutdown_graceful_timeout=GRACE,
                    # The work itself is the record; the queue keeps what is still to do.
                    delete_jobs="always",
                )
            finally:
                watch.cancel()


async def _keep_returning() -> None:
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_CHECKS)
        await _return_jobs_of_the_dead(silent_for=_LIVES_IF_HEARD_WITHIN)


async def _return_jobs_of_the_dead(*, silent_for: float) -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_for):
        _log.warning("taking up %s again: its worker died", job.call_string)
        await app.job_manager.retry_job(job)
