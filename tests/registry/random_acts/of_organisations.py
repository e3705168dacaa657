"""Acts on organisations: done in the register, and told to the ledger in plain words."""

from collections.abc import Callable
from datetime import date, datetime

from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from tests.cast import OPERATOR, found
from tests.registry.ledger import Ledger
from tests.registry.organisations.closing import closed, reopened
from tests.registry.organisations.moving import moved, moved_back
from tests.registry.random_acts.world import Act, Draw, World, pick


def rows_that(fits: Callable[[Organisation], bool]) -> list[Organisation]:
    return [row for row in Organisation.objects.order_by("pk") if row.parent_id and fits(row)]


def enter(ledger: Ledger, row: Organisation, at: datetime) -> None:
    for kind, value in (("name", row.name), ("parent", row.parent_id), ("status", "open")):
        ledger.say(kind, row.pk, at, row.founded_on, value)


def _found(world: World, draw: Draw, at: datetime) -> None:
    where = pick(rows_that(lambda row: row.is_open), draw.one)
    below = {"region": OrganisationType.TERRITORIAL, "territory": OrganisationType.PRIMARY}
    type_ = below.get(where.level or "", OrganisationType.SUBDIVISION)
    enter(world.ledger, found(where, f"Новая {Organisation.objects.count()}", type=type_, on=draw.day, at=at), at)


def _rename(world: World, draw: Draw, at: datetime) -> None:
    row = pick(rows_that(lambda _: True), draw.one)
    name = f"Название {row.pk} {draw.other}"
    rename_organisation(
        actor=OPERATOR,
        organisation=row,
        name=name,
        short_name=name,
        on=draw.day,
        at=at,
        decision="№ 1",
        expected_version=row.version,
    )
    world.ledger.say("name", row.pk, at, draw.day, name)


def _move(world: World, draw: Draw, at: datetime) -> None:
    row = pick(rows_that(lambda row: row.level in ("territory", "primary")), draw.one)
    above = "region" if row.level == "territory" else "territory"
    where = pick(rows_that(lambda one: one.level == above), draw.other)
    moved(row, where, on=draw.day, at=at)
    world.ledger.say("parent", row.pk, at, draw.day, where.pk)


def _undo_move(world: World, draw: Draw, at: datetime) -> None:
    row = pick(rows_that(lambda row: _moved_on(world.ledger, row) is not None), draw.one)
    day = _moved_on(world.ledger, row)
    assert day is not None
    moved_back(row, on=day, at=at)
    world.ledger.take_back("parent", row.pk, at, day)


def _moved_on(ledger: Ledger, row: Organisation) -> date | None:
    """The last day of which a move stands, one that corrected the founding too."""
    day = max(ledger.days("parent", row.pk))
    return day if day != row.founded_on or len(ledger.standing["parent", row.pk, day]) > 1 else None


def _close(world: World, draw: Draw, at: datetime) -> None:
    row = pick(rows_that(lambda row: row.is_open and row.level != "region"), draw.one)
    closed(row, on=draw.day, at=at)
    world.ledger.say("status", row.pk, at, draw.day, "closed")


def _reopen(world: World, draw: Draw, at: datetime) -> None:
    row = pick(rows_that(lambda row: not row.is_open), draw.one)
    day = row.closed_on
    assert day is not None
    reopened(row, at=at)
    world.ledger.say("status", row.pk, at, day, "open" if day == row.founded_on else None)


ACTS: dict[str, Act] = {
    "found": _found,
    "rename": _rename,
    "move": _move,
    "undo move": _undo_move,
    "close": _close,
    "reopen": _reopen,
}
