"""How work on many says how far it is, whoever listens."""

from typing import Protocol


class Report(Protocol):
    """A callable such as `foundation.queue.progress.Progress.report`; may raise to stop the work."""

    def __call__(self, *, done: int | None = None, total: int | None = None, stage: str | None = None) -> None: ...


def say_nothing(*, done: int | None = None, total: int | None = None, stage: str | None = None) -> None:
    """For whoever does not watch."""
