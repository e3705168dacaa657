"""Keep children running: one that dies is started again; one that dies at once, again and again, ends everything."""

import subprocess
import time
from collections.abc import Callable

from launcher.children import end_child, kill_group
from launcher.refusals import Refused
from launcher.words import _, say

# A child that lived shorter than this "died at once".
_SHORT_LIFE = 10.0
_SHORT_LIVES_ALLOWED = 5
_LONGEST_PAUSE = 5.0

Start = Callable[[], subprocess.Popen[bytes]]


class Kept:
    """One child that is kept running. `start` starts it and returns its process."""

    def __init__(self, *, name: str, start: Start) -> None:
        self.name, self._start = name, start
        self._short_lives = 0
        self._again_at: float | None = None
        self._begin()

    def look(self) -> None:
        """Start it again if it died, after a pause that grows. Refused: it keeps dying at once."""
        if self._again_at is not None:
            if time.monotonic() >= self._again_at:
                self._begin()
        elif self.process.poll() is not None:
            self._note_death()

    def ask_to_end(self) -> None:
        """Ask it to end, and do not wait."""
        if self.process.poll() is None:
            self.process.terminate()

    def end(self, *, patience: float) -> None:
        """Wait until it ended, at most `patience` seconds, then kill it with all it started."""
        end_child(child=self.process, patience=patience)

    def _begin(self) -> None:
        self._again_at = None
        self._began_at = time.monotonic()
        self.process = self._start()

    def _note_death(self) -> None:
        kill_group(leader=self.process.pid)
        lived = time.monotonic() - self._began_at
        self._short_lives = self._short_lives + 1 if lived < _SHORT_LIFE else 1
        if self._short_lives > _SHORT_LIVES_ALLOWED:
            sentence = _("“%(name)s” ends at once every time (code %(code)s). Its last words are above.")
            raise Refused(sentence % {"name": self.name, "code": self.process.returncode})
        say(
            _("“%(name)s” ended (code %(code)s) and is started again.")
            % {"name": self.name, "code": self.process.returncode}
        )
        self._again_at = time.monotonic() + min(0.25 * 2 ** (self._short_lives - 1), _LONGEST_PAUSE)


def end_together(*, children: list[Kept], patience: float) -> None:
    """End all of them side by side within `patience` seconds."""
    deadline = time.monotonic() + patience
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end(patience=max(deadline - time.monotonic(), 0.0))
