"""A page of a long list: who it runs from and to, and whose name the next one begins with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ListPage:
    """What the pager under a list says. `first` and `last` are names shown; empty addresses are disabled links.

    `total` is None when nobody counted; above a thousand it is said as «больше 1 000».
    """

    shown: int
    first: str = ""
    last: str = ""
    total: int | None = None
    start_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    next_name: str = ""
