"""What a consent can be, since when it can be given anew, by when a withdrawal must be dealt with; pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class KindCode(StrEnum):
    """What somebody can agree to."""

    PROCESSING = "processing"
    PUBLICATION = "publication"
    PHOTO = "photo"
    CHILDREN = "children"
    NEWS = "news"


class FollowUp(StrEnum):
    """What a person has to do when a consent is withdrawn; NOTHING: the register itself does all there is to do."""

    NOTHING = "nothing"
    DECIDE = "decide"
    TAKE_DOWN = "take_down"
    DESTROY = "destroy"


class Outcome(StrEnum):
    """What became of that."""

    TAKEN_DOWN = "taken_down"
    DESTROYED = "destroyed"
    OTHER_GROUND = "other_ground"
    GIVEN_AGAIN = "given_again"
    MISTAKE = "mistake"


# 152-ФЗ is of this day: nobody agreed to anything by it before.
LAW_OF_CONSENTS = date(2006, 7, 27)
# What a person can answer to each; GIVEN_AGAIN and MISTAKE are found out by the register.
OUTCOMES: dict[FollowUp, tuple[Outcome, ...]] = {
    FollowUp.NOTHING: (),
    FollowUp.DECIDE: (Outcome.DESTROYED, Outcome.OTHER_GROUND),
    FollowUp.TAKE_DOWN: (Outcome.TAKEN_DOWN,),
    FollowUp.DESTROY: (Outcome.DESTROYED, Outcome.OTHER_GROUND),
}
# 152-ФЗ, article 21, parts 4 and 5: what was written with a reason of its own needs that reason told.
NEEDS_A_NOTE = frozenset({Outcome.OTHER_GROUND})


@dataclass(frozen=True)
class ConsentDetails:
    """How a consent was given: the first day, the way, the number of the signed paper."""

    given_on: date
    channel: str
    paper_number: str = ""


def earliest_day(*, withdrawn: Iterable[date]) -> date | None:
    """The first day on which a consent can be given anew after these withdrawals; None is any day.

    A paper signed before the withdrawal does not outlive it.
    """
    return max(withdrawn, default=None)


def last_day_to_act(*, received_on: date, days: int) -> date:
    """The last lawful day to do what a withdrawal asks for, counted from the day it was received."""
    return received_on + timedelta(days=days)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]
