"""Offices, the roles that they carry, and what a login of theirs and a letter's code are made of; pure functions."""

import secrets
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Role

# Before its last day a term is told to those who keep the organisation.
WARNED_BEFORE = timedelta(days=60)
# Elected bodies hold for five years (charter); a last day further ahead than this is a slip of the pen.
LONGEST_TERM_YEARS = 10
# No sign that is taken for another one: no 0 O, 1 I L, no Russian look-alikes written otherwise. 31 signs.
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
# So many wrong codes and a letter is dead; the door's own lock stands before that (access, FAILURES_OF_A_LOGIN).
MOST_TRIES = 10
# The printed file is forgotten a day after it was first downloaded, and a week after it was made anyway (retention.py).
KEPT_AFTER_DOWNLOAD = timedelta(days=1)
# What somebody types for a sign that no code has.
_MISREAD = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")


class OfficeCode(StrEnum):
    """The offices by name; who may hold them where is data (`OfficeKind`)."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    COMMITTEE = "committee"
    TREASURER = "treasurer"
    AUDIT_CHAIR = "audit_chair"
    AUDIT = "audit"
    ORGANISER = "organiser"
    OPERATOR = "operator"
    INSPECTOR = "inspector"


@dataclass(frozen=True, kw_only=True)
class MandateDetails:
    """What is said of a mandate: its days, and the decision it rests on (which body, of which day and number)."""

    since: date
    until: date | None = None
    body: str = ""
    decision_on: date | None = None
    decision_number: str = ""


# Office -> its role at a primary organisation, and at everything above. What does not stand here carries no powers.
ROLES: dict[OfficeCode, tuple[Role, Role]] = {
    # A chair keeps the members; above a primary, also the organisations below, as the staff there does.
    OfficeCode.CHAIR: (Role.CHAIR, Role.STAFF),
    # A deputy stands in for the chair.
    OfficeCode.DEPUTY: (Role.CHAIR, Role.STAFF),
    # The audit commission sees everything and changes nothing.
    OfficeCode.AUDIT_CHAIR: (Role.AUDITOR, Role.AUDITOR),
    OfficeCode.AUDIT: (Role.AUDITOR, Role.AUDITOR),
    # An operator types the records in for the committee.
    OfficeCode.OPERATOR: (Role.OPERATOR, Role.OPERATOR),
}
# To what the staff of a committee is appointed, by the level of its organisation; at a primary there is no apparatus.
STAFF_ROLES: dict[Level, tuple[Role, ...]] = {
    Level.PRIMARY: (Role.OPERATOR, Role.AUDITOR),
    Level.TERRITORY: (Role.STAFF, Role.OPERATOR, Role.AUDITOR),
    Level.REGION: (Role.STAFF, Role.OPERATOR, Role.AUDITOR),
    Level.UNION: (Role.STAFF, Role.OPERATOR, Role.AUDITOR, Role.ADMINISTRATOR),
}
# Nobody names their own successor: these are entered by the level above.
ENTERED_FROM_ABOVE = frozenset({OfficeCode.CHAIR, OfficeCode.DEPUTY})


def role_of(*, office: str, level: Level | None) -> Role | None:
    """The role that the office carries in the branch of its organisation; a part of a primary heads no branch."""
    roles = ROLES.get(OfficeCode(office))
    if roles is None or level is None:
        return None
    return roles[0] if level is Level.PRIMARY else roles[1]


def term_is_too_long(*, until: date, today: date) -> bool:
    """Whether the last day lies further ahead of today than any term does."""
    return (until.year - LONGEST_TERM_YEARS, until.month, until.day) > (today.year, today.month, today.day)


def term_warns(*, until: date | None, on: date) -> bool:
    """Whether the term is over on the day, or will be soon."""
    return until is not None and until - on <= WARNED_BEFORE


def login_for(*, inpo: str, taken: Container[str]) -> str:
    """The first free login of an organisation: its ten digits, then "…-2" for the next holder, and so on."""
    if inpo not in taken:
        return inpo
    return next(login for number in count(2) if (login := f"{inpo}-{number}") not in taken)


@dataclass(frozen=True)
class Reachable:
    """The chair of the organisation `key`, with the addresses of their own record."""

    key: int
    email: str
    phone: str


def routes_of(
    people: Sequence[Reachable], *, ways: Mapping[str, Callable[[str], bool]], failed: Container[str]
) -> dict[int, tuple[str, str]]:
    """{organisation: (way, address)} of those whom a message can reach; whoever is left out gets a printed letter.

    `ways` are the open ones, "email" before "sms", each with the check of an address. An address that two of them have
    is nobody's own, and one that has `failed` is tried no more.
    """
    addresses = Counter(address.lower() for one in people for address in {one.email, one.phone} if address)
    routes: dict[int, tuple[str, str]] = {}
    for one in people:
        for way, address in (("email", one.email), ("sms", one.phone if is_mobile(one.phone) else "")):
            is_own = address not in failed and addresses[address.lower()] == 1
            if way in ways and is_own and ways[way](address):
                routes.setdefault(one.key, (way, address))
    return routes


def is_mobile(phone: str) -> bool:
    """Whether an SMS arrives: Russian numbers of mobile networks begin with +7 9; of others nothing is known."""
    return phone.startswith("+79") or (phone.startswith("+") and not phone.startswith("+7"))


def new_code() -> str:
    """Ten random signs: 49 bits."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def printed_code(code: str) -> str:
    """The code as a letter shows it: in two halves."""
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"


def read_code(typed: str) -> str:
    """What was typed as a code: capitals, Russian letters that look alike made Latin, everything else left out."""
    signs = typed.upper().translate(_MISREAD)
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())[: CODE_LENGTH + 1]
