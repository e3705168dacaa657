"""Ctrl-C and its kind become one exception, which is never lost and never leaves a child that nobody knows of."""

import contextlib
import signal
import time
from collections.abc import Iterator
from types import FrameType

# Ten seconds are promised; a server that does not end in its share is killed in the last one.
_SECONDS_TO_END = 8.5


class Stopped(BaseException):
    """Somebody asked us to end: Ctrl-C, SIGTERM or a closed terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._deadline = time.monotonic() + _SECONDS_TO_END

    def time_left(self) -> float:
        """Seconds until everything must have ended, at least one."""
        return max(self._deadline - time.monotonic(), 1.0)


class _Asked:
    """What this process was asked; a signal belongs to the whole process, hence there is one of these."""

    def __init__(self) -> None:
        self.stopped: Stopped | None = None
        self.held = 0


_asked = _Asked()


def refuse_to_go_on() -> None:
    """Raise Stopped where somebody asked to end and the exception was lost on its way.

    A signal may come while Python runs a finaliser, which swallows whatever is raised in it.
    """
    if _asked.stopped is not None and not _asked.held:
        raise _asked.stopped


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """Hold Stopped back for a moment that must be whole: between the start of a child and noting that it is ours."""
    _asked.held += 1
    try:
        yield
    finally:
        _asked.held -= 1
    refuse_to_go_on()


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Inside, a first signal to end raises Stopped; another one changes nothing."""
    watched = [signal.SIGINT, signal.SIGTERM]
    # Started with nohup we are meant to outlive the terminal.
    watched += [signal.SIGHUP] if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN else []

    def stop_now(_number: int, _frame: FrameType | None) -> None:
        for number in watched:
            signal.signal(number, signal.SIG_IGN)
        _asked.stopped = Stopped()
        refuse_to_go_on()

    for number in watched:
        signal.signal(number, stop_now)
    yield
