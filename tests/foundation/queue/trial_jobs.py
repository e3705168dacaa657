"""Jobs that exist in tests only; run as a program, a worker that knows them."""

import os
import time
from datetime import UTC, datetime

import django


def register() -> None:
    """Make the trial kinds known, once in a process."""
    from edinstvo.foundation.journal.models import Entry  # noqa: PLC0415 (Django must be set up before)
    from edinstvo.foundation.queue import kinds  # noqa: PLC0415
    from edinstvo.foundation.queue.models import Work  # noqa: PLC0415
    from edinstvo.foundation.queue.progress import Progress  # noqa: PLC0415

    if "trial.count" in kinds._JOBS:
        return

    @kinds.job(kind="trial.count")
    def count(work: Work, progress: Progress) -> str:
        """Write `steps` entries with a pause after each."""
        steps = work.parameters["steps"]
        for step in range(steps):
            progress.report(done=step, total=steps, stage="Counting")
            Entry.objects.create(at=datetime.now(UTC), verb="counted", actor_name=work.started_by_name, address="")
            time.sleep(work.parameters.get("pause", 0))
        return "/counted/"

    @kinds.job(kind="trial.refuse")
    def refuse(_work: Work, _progress: Progress) -> str:
        """Change something, then find that it cannot be done."""
        Entry.objects.create(at=datetime.now(UTC), verb="counted", actor_name="", address="")
        raise kinds.WorkFailed("The file has no sheet %(name)s.", name="Лист2")

    @kinds.job(kind="trial.fault")
    def fault(_work: Work, _progress: Progress) -> str:
        """Change something, then fall over a fault of the program."""
        Entry.objects.create(at=datetime.now(UTC), verb="counted", actor_name="", address="")
        raise ZeroDivisionError


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    register()
    from django.core.management import call_command

    call_command("run_worker", only=True)
else:
    register()
