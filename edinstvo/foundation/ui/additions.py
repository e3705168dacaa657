"""What slices above add to a page or a paper of a slice below: functions, known by what they are about."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Function = TypeVar("Function")


class Additions(Generic[Function]):
    """Functions of one kind, in the order in which their slices made them known; each once."""

    def __init__(self) -> None:
        self._known: dict[str, list[Function]] = {}

    def registering(self, of: str) -> Callable[[Function], Function]:
        """A decorator that makes a function known for what it is about."""

        def register(function: Function) -> Function:
            known = self._known.setdefault(of, [])
            if function not in known:
                known.append(function)
            return function

        return register

    def about(self, of: str) -> Sequence[Function]:
        """The functions that add something there."""
        return self._known.get(of, ())
