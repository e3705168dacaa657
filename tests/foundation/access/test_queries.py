"""The actor of a day, and the lock after too many wrong passwords."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.models import Grant, SignInAttempt, User
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.access.queries import (
    FAILURES_OF_A_LOGIN,
    FAILURES_OF_AN_ADDRESS,
    LOCKED_FOR,
    actor_of,
    lock_out_of,
)
from tests.cast import NOW, a_user

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("on", "is_held"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(db: None, on: date, is_held: bool) -> None:
    user = a_user("orehova")
    _grant(user, valid_until=date(2026, 1, 1))
    held = {power for power, _ in actor_of(user, on=on, address="").grants}
    assert held == (POWERS_OF[Role.CHAIR] if is_held else set())


def test_the_actor_carries_who_where_and_from_where(db: None) -> None:
    user = a_user("orehova", name="Орехова С. Н.")
    _grant(user)
    _grant(user, role=Role.AUDITOR, level=Level.UNION, organisation_id=0)
    actor = actor_of(user, on=NOW.date(), address="192.0.2.7")
    assert (actor.user_id, actor.name, actor.address) == (user.pk, "Орехова С. Н.", "192.0.2.7")
    assert actor.branches(Power.SEE_MEMBERS) == (Branch(Level.PRIMARY, 44), Branch(Level.UNION, 0))
    assert actor.branches(Power.KEEP_MEMBERS) == (Branch(Level.PRIMARY, 44),)


def test_five_wrong_passwords_lock_the_login_for_a_quarter_of_an_hour(db: None) -> None:
    last = _fail(FAILURES_OF_A_LOGIN - 1, apart=3 * MINUTE)
    assert _lock(last) is None
    last = _fail(1, begin=last + 2 * MINUTE)
    assert _lock(last) == last + LOCKED_FOR
    assert _lock(last + LOCKED_FOR - timedelta(seconds=1)) == last + LOCKED_FOR
    assert _lock(last + LOCKED_FOR) is None


def test_after_the_lock_there_are_five_tries_again(db: None) -> None:
    again = _fail(FAILURES_OF_A_LOGIN, apart=timedelta(seconds=1)) + LOCKED_FOR
    last = _fail(FAILURES_OF_A_LOGIN - 1, begin=again, apart=MINUTE)
    assert _lock(last) is None
    assert _lock(_fail(1, begin=last + MINUTE)) is not None


def test_failures_far_apart_do_not_lock(db: None) -> None:
    assert _lock(_fail(12, apart=4 * MINUTE)) is None


def test_a_success_in_between_clears_the_login(db: None) -> None:
    last = _fail(4, apart=MINUTE)
    SignInAttempt.objects.create(login="orehova", address="192.0.2.7", at=last + MINUTE, succeeded=True)
    assert _lock(_fail(4, begin=last + 2 * MINUTE, apart=timedelta(seconds=1))) is None


def test_one_login_is_not_locked_by_anothers_failures(db: None) -> None:
    last = _fail(FAILURES_OF_A_LOGIN)
    assert lock_out_of(login="lebedev", address="192.0.2.8", at=last) is None


def test_an_address_has_more_room_and_is_locked_for_every_login(db: None) -> None:
    for n in range(FAILURES_OF_AN_ADDRESS - 1):
        last = _fail(1, begin=NOW + n * timedelta(seconds=20), login=f"guess-{n}")
    assert lock_out_of(login="orehova", address="192.0.2.7", at=last) is None
    last = _fail(1, begin=last + MINUTE, login="guess-last")
    lock = lock_out_of(login="orehova", address="192.0.2.7", at=last)
    assert lock is not None
    assert lock.until == last + LOCKED_FOR
    assert lock_out_of(login="orehova", address="192.0.2.8", at=last) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(waits=st.lists(st.integers(0, 900), min_size=10, max_size=40))
def test_no_guessing_beats_five_tries_in_a_quarter_of_an_hour(db: None, waits: list[int]) -> None:
    SignInAttempt.objects.all().delete()
    looked_at: list[datetime] = []
    at = NOW
    for wait in waits:
        at += timedelta(seconds=wait)
        if _lock(at) is None:
            looked_at.append(_fail(1, begin=at))
    starts = zip(looked_at, looked_at[FAILURES_OF_A_LOGIN:], strict=False)
    assert all(sixth - first >= LOCKED_FOR for first, sixth in starts)


def _grant(
    user: User,
    *,
    role: Role = Role.CHAIR,
    level: Level = Level.PRIMARY,
    organisation_id: int = 44,
    valid_until: date | None = None,
) -> None:
    Grant.objects.create(
        user=user,
        role=role,
        level=level,
        organisation_id=organisation_id,
        valid_from=date(2025, 1, 1),
        valid_until=valid_until,
    )


def _fail(count: int, *, begin: datetime = NOW, apart: timedelta = MINUTE, login: str = "orehova") -> datetime:
    """So many wrong passwords, and the moment of the last."""
    for n in range(count):
        last = begin + n * apart
        SignInAttempt.objects.create(login=login, address="192.0.2.7", at=last, succeeded=False)
    return last


def _lock(at: datetime) -> datetime | None:
    lock = lock_out_of(login="orehova", address="192.0.2.9", at=at)
    return lock.until if lock else None
