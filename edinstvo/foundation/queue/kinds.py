"""The kinds of background work. A slice's jobs.py makes them known; the worker finds them here by name."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from procrastinate import JobContext
from procrastinate.contrib.django import app

from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress

# Does the work inside one transaction and returns the address of its result ("" for none).
Job: TypeAlias = Callable[[Work, Progress], str]


class UnknownKind(Exception):
    """No jobs.py made this kind of work known."""


class WorkFailed(Exception):
    """The work cannot be done, and the sentence says why: English source text with named places, and their values."""

    def __init__(self, sentence: str, **values: str | int) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


_JOBS: dict[str, Job] = {}


def job(*, kind: str) -> Callable[[Job], Job]:
    """Make a function the job of this kind, such as `@job(kind="imports.plan")`.

    It must be idempotent: after a fault it runs again from the start. All it changes lies in one transaction, which
    also marks the work as done, so that its changes are committed once.
    """

    def register(function: Job) -> Job:
        if _JOBS.setdefault(kind, function) is not function:
            raise ValueError(f"two jobs of one kind: {kind}")
        return function

    return register


def job_of(*, kind: str) -> Job:
    """The job of this kind. Raises UnknownKind."""
    try:
        return _JOBS[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def every(*, cron: str, name: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Run a function by the calendar, given the moment it was due: `@every(cron="*/5 * * * *", name="tallies.fold")`.

    Nobody watches it; one run of a name at a time, on one worker.
    """

    def register(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        def run(timestamp: int) -> None:
            function(datetime.fromtimestamp(timestamp, tz=UTC))

        app.periodic(cron=cron)(app.task(name=name, lock=name, queueing_lock=name, pass_context=False)(run))
        return function

    return register


def errand(*, name: str) -> Callable[[Callable[[Callable[[], bool]], None]], Callable[[Callable[[], bool]], None]]:
    """Run a function whenever `call_errand` asked for it: `@errand(name="notices.deliver")`.

    Nobody watches it; one run of a name at a time. It does all that is due, is harmless when nothing is, and asks the
    function that it is given whether it must end.
    """

    def register(function: Callable[[Callable[[], bool]], None]) -> Callable[[Callable[[], bool]], None]:
        def run(context: JobContext) -> None:
            function(context.should_abort)

        app.task(name=name, lock=name, pass_context=True)(run)
        return function

    return register
