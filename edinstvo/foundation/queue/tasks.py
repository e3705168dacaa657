"""The one task that the queue itself knows: run a work by its id, again after any fault."""

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from edinstvo.foundation.queue.actions.run_work import run_work

# It is the work that counts its attempts and gives up; what is raised here is always worth another try.
_AGAIN = RetryStrategy(wait=2)


@app.task(name="edinstvo.run_work", pass_context=True, retry=_AGAIN)
def run_queued_work(context: JobContext, work_id: int) -> None:
    """Run the work; an exception gives it back to the queue."""
    run_work(work_id=work_id, clock=timezone.now, should_stop=context.should_abort)
