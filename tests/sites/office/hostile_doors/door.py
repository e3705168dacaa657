"""A form and where it stands: who sends it, what it takes when all is well, where it is seen afterwards."""

from dataclasses import dataclass

from django.test import Client

from edinstvo.registry.members.models import Membership
from tests.cast import Cast
from tests.registry.members.people import a_member

JOURNAL = "/journal/"


NAME = {
    "name": "Первичная профсоюзная организация Ореховской школы",
    "short_name": "ППО Ореховской школы",
    "on": "01.09.2021",
    "decision": "Постановление № 7-3",
}


# Which version a form was filled from, and the sign of what its page showed, are compared and never shown.
KEPT = frozenset(["version", "sign"])
SIGN = "0" * 32


@dataclass(frozen=True, kw_only=True)
class Door:
    """One form: `sent` holds a value for every field, all of them taken when nothing is hostile.

    `answer` is what the sending of `sent` comes to. `seen_at` are pages that show what was taken; `unseen` are the
    fields whose text no page shows; `left_out` those that the page does not ask for in this case, `others` controls
    that are no fields of the form.
    """

    browser: Client
    url: str
    sent: dict[str, str]
    is_asked: bool = False
    seen_at: tuple[str, ...] = ()
    unseen: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    answer: int = 302
    addresses: str = "config.urls"


def of_the_college(cast: Cast) -> tuple[Membership, str]:
    """A member of the college, and the address of their page."""
    member = a_member(cast.college)
    return member, f"/members/{member.person_id}/"
