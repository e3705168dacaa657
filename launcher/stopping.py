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
        self.exit: SystemExit | None = None
        self.held = 0


_asked = _Asked()


def refuse_to_go_on() -> None:
    """Raise Stopped, or the exit, where somebody asked to end and it was held back, or was lost on its way.

    A signal may come while Python runs a finaliser, which swallows whatever is raised in it.
    """
    if _asked.held:
        return
    if _asked.stopped is not None:
        raise _asked.stopped
    if _asked.exit is not None:
        # Raised once: what clears up behind it may start something.
        leaving, _asked.exit = _asked.exit, None
        raise leaving


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """Hold Stopped, or the exit, back for a moment that must be whole: from the start of a child until it is noted."""
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


def exit_on_signals(*numbers: signal.Signals) -> None:
    """Let each of them end this process by SystemExit(128 + number): a plain one would leave what we started behind."""

    def leave(number: int, _frame: FrameType | None) -> None:
        _asked.exit = SystemExit(128 + number)
        refuse_to_go_on()

    for number in numbers:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, leave)
