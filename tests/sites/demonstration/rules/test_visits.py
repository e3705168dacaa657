"""When somebody with access came in last."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from edinstvo.sites.demonstration.rules.simulation.visits import last_visit

UNTIL = datetime(2021, 3, 16, 18, 0, tzinfo=UTC)


def _kind(moment: datetime | None) -> str:
    if moment is None:
        return "never"
    return "late" if UNTIL - moment <= timedelta(days=29) else "early"


def test_most_came_within_a_month_some_before_some_never() -> None:
    rng, since = Random(1), UNTIL - timedelta(days=200)
    found = [last_visit(rng, since=since, until=UNTIL) for _ in range(1000)]
    assert all(since <= one <= UNTIL for one in found if one)
    kinds = Counter(_kind(one) for one in found)
    assert {name: round(count / 100) for name, count in kinds.items()} == {"late": 7, "early": 2, "never": 1}


def test_who_got_access_lately_or_not_yet_came_after_it_or_not_at_all() -> None:
    rng, since = Random(1), UNTIL - timedelta(hours=3)
    found = [last_visit(rng, since=since, until=UNTIL) for _ in range(200)]
    assert all(since <= one <= UNTIL for one in found if one)
    assert [last_visit(rng, since=UNTIL, until=UNTIL) for _ in range(9)] == [None] * 9
