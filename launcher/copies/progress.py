"""What a person at the terminal hears while a copy is made or given back."""

import time

from launcher.words import say

_SECONDS_BETWEEN = 2.0


class Progress:
    """Lines as the work goes on, at most one in two seconds; none when `quiet`."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet, self._told_at = quiet, 0.0

    def tell(self, sentence: str) -> None:
        """Say it at once."""
        if not self._quiet:
            say(sentence)
            self._told_at = time.monotonic()

    def now_and_then(self, sentence: str) -> None:
        """Say it when nothing was said for a while."""
        if self.is_due:
            self.tell(sentence)

    @property
    def is_due(self) -> bool:
        """Whether nothing was said for a while."""
        return not self._quiet and time.monotonic() - self._told_at > _SECONDS_BETWEEN
