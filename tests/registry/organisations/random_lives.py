"""What can befall an organisation in a random life, done in the register and told to the log."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.change_type import change_type
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from tests.cast import OPERATOR, found
from tests.registry.ledger import Sayings
from tests.registry.members.people import a_member, ended
from tests.registry.organisations.closing import closed, reopened
from tests.registry.organisations.moving import moved, moved_back


@dataclass
class Log(Sayings):
    """What was said of organisations, and who was where: (organisation, first day, first day no more)."""

    stays: dict[int, tuple[int, date, date | None]] = field(default_factory=dict)


def drawn(log: Log, act: str, one: int, other: int) -> tuple[Organisation, Organisation]:
    """Whom an act is about, mostly somebody whom it can happen to, and where to."""
    rows = list(Organisation.objects.order_by("pk"))
    fitting = {
        "undo": [row for row in rows if len(log.said["parent", row.pk]) > 1],
        "reopen": [row for row in rows if not row.is_open],
        "join": [row for row in rows if row.is_open and row.keeps_members],
        "close": [row for row in rows if row.keeps_members],
        "type": [row for row in rows if row.keeps_members or row.covers_subjects],
    }.get(act) or rows[3:]
    places = [row for row in rows[1:] if not row.keeps_members]
    return fitting[one % len(fitting)], places[other % len(places)]


def entered(log: Log, row: Organisation, at: datetime) -> None:
    """An organisation as it was founded, told to the log."""
    log.say("name", row.pk, at, row.founded_on, row.name)
    log.say("parent", row.pk, at, row.founded_on, row.parent_id)
    log.say("type", row.pk, at, row.founded_on, row.type)
    log.say("status", row.pk, at, row.founded_on, "open")


def _found(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    name = f"Организация {Organisation.objects.count()}"
    type_ = OrganisationType.PRIMARY if who.level == "primary" else OrganisationType.TERRITORIAL
    founded = found(where, name, type=type_, on=day, at=at)
    entered(log, founded, at)


def _rename(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    name = f"Название {who.pk} {where.pk}"
    rename_organisation(
        actor=OPERATOR,
        organisation=who,
        name=name,
        short_name=name,
        on=day,
        at=at,
        decision="№ 1",
        expected_version=who.version,
    )
    log.say("name", who.pk, at, day, name)


def _move(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    moved(who, where, on=day, at=at)
    log.say("parent", who.pk, at, day, where.pk)


def _undo(log: Log, _: object, who: Organisation, __: object, day: date, at: datetime) -> None:
    days = {of_day for _, of_day, _ in log.said["parent", who.pk]}
    standing = {of_day: log.standing["parent", who.pk, of_day] for of_day in days}
    moves = [of_day for of_day in days if len(standing[of_day]) > (of_day == who.founded_on)]
    day = max(moves, default=day)
    moved_back(who, on=day, at=at)
    log.take_back("parent", who.pk, at, day)


def _close(log: Log, _: object, who: Organisation, __: object, day: date, at: datetime) -> None:
    closed(who, on=day, at=at)
    log.say("status", who.pk, at, day, "closed")


def _reopen(log: Log, _: object, who: Organisation, __: object, ___: object, at: datetime) -> None:
    was_closed_on = who.closed_on
    reopened(who, at=at)
    if was_closed_on is not None:
        log.say("status", who.pk, at, was_closed_on, "open" if was_closed_on == who.founded_on else None)


def _type(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    types = {"region": ("regional", "interregional"), "primary": ("primary", "primary_with_territorial_rights")}
    type_ = OrganisationType(types.get(who.level or "", ("territorial", "territorial"))[where.pk % 2])
    change_type(
        actor=OPERATOR, organisation=who, type=type_, on=day, at=at, decision="№ 1", expected_version=who.version
    )
    log.say("type", who.pk, at, day, type_.value)


def _join(log: Log, members: list[Membership], who: Organisation, _: object, day: date, at: datetime) -> None:
    if who.is_open and who.keeps_members:
        name = f"Белых Анна{'абвгдежзиклмнопрстуфхцчш'[len(members)]}"
        members.append(a_member(who, name, since=day, at=at))
        log.stays[members[-1].pk] = (who.pk, day, None)


def _leave(log: Log, members: list[Membership], *rest: object) -> None:
    day, at = rest[2:]
    staying = [one for one in members if log.stays[one.pk][2] is None]
    if staying:
        place, begin, _ = log.stays[staying[0].pk]
        end = max(begin, day)  # type: ignore[type-var]  # a day
        ended(staying[0], end, at=at)  # type: ignore[arg-type]  # a day and a moment
        log.stays[staying[0].pk] = (place, begin, end)  # type: ignore[assignment]  # a day


ACT: dict[str, Callable[..., object]] = {
    "found": _found,
    "rename": _rename,
    "move": _move,
    "undo": _undo,
    "close": _close,
    "reopen": _reopen,
    "type": _type,
    "join": _join,
    "leave": _leave,
    "fold": lambda *_: fold_deltas(),
}
