"""What can become of a message that leaves the house; silence is success."""

_LONGEST = 300


class Refused(Exception):
    """The other side does not take this message and never will. `code` is a word of web/words.py."""

    def __init__(self, *, code: str, answer: str = "") -> None:
        super().__init__(f"{code}: {answer}")
        self.code, self.answer = code, " ".join(answer.split())[:_LONGEST]


class Postponed(Refused):
    """Not now: this message may go later, others may go now."""


class Unreachable(Postponed):
    """Nobody is there, or nobody answers in time: nothing goes this way for now."""
