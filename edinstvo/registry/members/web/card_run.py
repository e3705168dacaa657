"""A sitting at which cards are typed: how many, in how many minutes, which last. Kept in the session, without names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from edinstvo.foundation.access.door import Request
from edinstvo.registry.members.models import Membership

_KEY = "cards"
# Who pauses longer begins anew; what stays from card to card stays.
_PAUSE = timedelta(minutes=30)
_SHOWN = 10


@dataclass(frozen=True)
class Run:
    """The sitting: since when the first card lay open, when the last one was saved, how many people that made."""

    place: str
    began: datetime
    last: datetime
    count: int
    people: list[int]
    kept: dict[str, str]

    @property
    def minutes(self) -> int:
        """From the opening of the first card to the saving of the last, a begun minute counted."""
        return max(1, -int((self.began - self.last).total_seconds() // 60))

    @property
    def an_hour(self) -> int:
        """The pace, in cards an hour."""
        return round(self.count * 3600 / max((self.last - self.began).total_seconds(), 1))


def run_of(request: Request, place: str, *, now: datetime) -> Run:
    """The sitting that goes on at this organisation, or a new one that begins now."""
    known = _read(request.session.get(_KEY))
    if known is None or known.place != place:
        return _keep(request, Run(place, now, now, 0, [], {}))
    if now - known.last > _PAUSE:
        return _keep(request, Run(place, now, now, 0, [], known.kept))
    return known


def count_card(request: Request, run: Run, stay: Membership, kept: dict[str, str], *, now: datetime) -> None:
    """One card more; it is the last one now."""
    people = [stay.person_id, *run.people][:_SHOWN]
    _keep(request, Run(run.place, run.began, now, run.count + 1, people, kept))


def _keep(request: Request, run: Run) -> Run:
    moments = {"began": run.began.isoformat(), "last": run.last.isoformat()}
    request.session[_KEY] = {**vars(run), **moments}
    return run


def _read(kept: Any) -> Run | None:
    """The sitting as the session has it; None for none, or for the shape of an older version of the house."""
    try:
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("began", "last")}
        return Run(**{**kept, **moments})
    except (KeyError, TypeError, ValueError):
        return None
