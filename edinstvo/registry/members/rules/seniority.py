"""Union seniority (стаж): reckoned from stays, suspensions and the rules of the union; pure functions."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What keeps the seniority from a day on: `months` by the reason of an end; 0, or a reason left out, keeps nothing.

    `suspension_counts` says whether suspended time counts.
    """

    valid_from: date
    months: Mapping[str, int]
    suspension_counts: bool = True


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A stay as seniority sees it; `end` is its first day off the record, None while it goes on."""

    begin: date
    end: date | None = None
    reason: str = ""
    joined_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `begin` on, without `end`; None is a period that goes on."""

    begin: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Break:
    """Time out of the union between two stays.

    `months` is what the rule allowed, `back_by` the last day on which a return kept the seniority; `keeps` says whether
    it did.
    """

    left_on: date
    back_on: date
    reason: str
    months: int
    back_by: date
    keeps: bool


@dataclass(frozen=True, kw_only=True)
class Seniority:
    """Seniority on a day. `counted_from` is `since` moved on by the days that do not count.

    `until` is the day asked for, or the first day off the record before it. `breaks` are all interruptions, the oldest
    first; after the last of them that does not keep, `since` begins. `is_joining_known` says whether `since` is a day
    of joining or of a return, and not only the first day that the register knows.
    """

    since: date
    counted_from: date
    until: date
    years: int
    months: int
    days: int
    suspended_days: int
    is_joining_known: bool
    breaks: list[Break] = field(default_factory=list)


def seniority(
    *, stays: Iterable[Stay], suspensions: Iterable[Period], rules: Sequence[Rule], on: date
) -> Seniority | None:
    """The seniority on a day; None for whoever had not joined by then. `rules` holds at least one, in any order.

    The stays share no days; what they say of days after `on` is not looked at.
    """
    known = sorted((stay for stay in stays if stay.begin <= on), key=lambda stay: stay.begin)
    if not known:
        return None
    known = [_up_to(stay, on) for stay in known]
    begins = _begins(known)
    breaks = _breaks(known, begins, rules)
    lost = [one for one in breaks if not one.keeps]
    since = lost[-1].back_on if lost else begins[0]
    until = max(known[-1].end or on, since)
    on_record = [Period(begin=max(begin, since), end=stay.end or on) for begin, stay in zip(begins, known, strict=True)]
    suspended = _days_not_counted(suspensions, on_record, rules, on=on)
    out = sum((one.back_on - one.left_on).days for one in breaks if one.back_on > since)
    counted_from = since + timedelta(days=out + suspended)
    years, months, days = calendar_span(counted_from, until)
    return Seniority(
        since=since,
        counted_from=counted_from,
        until=until,
        years=years,
        months=months,
        days=days,
        suspended_days=suspended,
        is_joining_known=bool(lost) or any(stay.joined_on is not None and stay.joined_on <= since for stay in known),
        breaks=breaks,
    )


def calendar_span(begin: date, end: date) -> tuple[int, int, int]:
    """Full years, full months and the days over them from one day to another, which is not earlier."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if months_later(begin, months) > end:
        months -= 1
    return months // 12, months % 12, (end - months_later(begin, months)).days


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rule_on(rules: Iterable[Rule], day: date) -> Rule:
    """The rule in force on the day; of a day before all rules, the first."""
    ordered = sorted(rules, key=lambda rule: rule.valid_from)
    return next((rule for rule in reversed(ordered) if rule.valid_from <= day), ordered[0])


def _up_to(stay: Stay, on: date) -> Stay:
    """The stay as it stood on the day: what ends later goes on."""
    if stay.end is None or stay.end <= on:
        return stay
    return Stay(begin=stay.begin, joined_on=stay.joined_on)


def _begins(stays: Sequence[Stay]) -> list[date]:
    """From which day each stay counts.

    The first from the earliest day of joining that any of them names; a later one from the day of joining it names
    itself, where that lies between the stays (the record came later), else from its first day on record.
    """
    first = stays[0].joined_on or stays[0].begin
    earlier = [stay.joined_on for stay in stays if stay.joined_on is not None and stay.joined_on <= stays[0].begin]
    begins = [min([first, *earlier])]
    for before, stay in pairwise(stays):
        left_on = before.end or before.begin
        is_between = stay.joined_on is not None and left_on < stay.joined_on <= stay.begin
        begins.append(stay.joined_on if is_between and stay.joined_on else stay.begin)
    return begins


def _breaks(stays: Sequence[Stay], begins: Sequence[date], rules: Sequence[Rule]) -> list[Break]:
    """The time out of the union between each stay and the next, where there is any."""
    return [
        _break(before, back_on, rules)
        for (before, _after), back_on in zip(pairwise(stays), begins[1:], strict=True)
        if before.end is not None and before.end < back_on
    ]


def _break(before: Stay, back_on: date, rules: Sequence[Rule]) -> Break:
    left_on = before.end or back_on
    months = rule_on(rules, back_on).months.get(before.reason, 0)
    back_by = months_later(left_on, months)
    keeps = months > 0 and back_on <= back_by
    return Break(left_on=left_on, back_on=back_on, reason=before.reason, months=months, back_by=back_by, keeps=keeps)


def _days_not_counted(
    suspensions: Iterable[Period], on_record: Sequence[Period], rules: Sequence[Rule], *, on: date
) -> int:
    """How many suspended days on record do not count, each once, by the rule in force on each of them."""
    if all(rule.suspension_counts for rule in rules):
        return 0
    days: set[date] = set()
    for suspension in suspensions:
        for stay in on_record:
            begin = max(suspension.begin, stay.begin)
            end = min(suspension.end or on, stay.end or on, on)
            days.update(begin + timedelta(days=number) for number in range((end - begin).days))
    return sum(not rule_on(rules, day).suspension_counts for day in days)
