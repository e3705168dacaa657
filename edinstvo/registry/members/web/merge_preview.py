"""What would become of two records: side by side, field by field, and the stays of the one that is left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.ui.moments import day_short
from edinstvo.registry.members.actions.join_stays import DETAILS as STAY_DETAILS
from edinstvo.registry.members.actions.join_stays import widened
from edinstvo.registry.members.actions.merge_people import DETAILS
from edinstvo.registry.members.actions.refuse_merge import (
    DifferentPeople,
    InTwoPlaces,
    OneHasDied,
    TransferWaitsStill,
    refuse_merge,
)
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.pairs import Pair
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.queries.transfers import transfers
from edinstvo.registry.members.rules.people import contested, stays_overlap
from edinstvo.registry.members.web.history import life_of
from edinstvo.registry.members.web.merge_words import sentence
from edinstvo.registry.members.web.words import LABELS, value_in_words

_PERSON = tuple(name for name in DETAILS if name != "has_no_middle_name")
# The first of the two days of joining holds, without a question.
_STAY = tuple(name for name in STAY_DETAILS if name != "joined_on")


@dataclass(frozen=True)
class StayAfter:
    """A stay of the merged record: where, its days, and whence: "" (as it was), "both" or "other"."""

    stay: Membership
    days: Mapping[str, Any]
    whence: str


def preview_of(pair: Pair, seen: PersonSeen, other: PersonSeen, *, actor: Actor) -> dict[str, Any]:
    """What the page of the preview shows, `refusal` being why the two cannot be merged."""
    into, refusal = _fate(pair, actor)
    both = transfers(seen_by=actor).filter(person_id__in=[pair.kept.pk, pair.other.pk]).order_by("-pk")
    sides = [(one, life_of(one), [row for row in both if row.person_id == one.person.pk]) for one in (seen, other)]
    return {
        "other": pair.other,
        "alike": _signs(seen, other) if pair.kept.name_key == pair.other.name_key else None,
        "sides": sides,
        # Who moved on is no more to the actor than a name and past days.
        "rows": list(_rows(pair)) if other.may_keep else [],
        "stays": [] if refusal else sorted(_after(pair, into), key=lambda one: one.days["registered_on"], reverse=True),
        "refusal": refusal,
    }


def _signs(seen: PersonSeen, other: PersonSeen) -> tuple[str, str]:
    """What tells two records of one name apart: where, the birth date, the ticket; the number of the record if none."""
    kept, theirs = list(_signs_of(seen)), list(_signs_of(other))
    if kept == theirs:
        kept.append(_numbered(seen))
        theirs.append(_numbered(other))
    return ", ".join(kept), ", ".join(theirs)


def _numbered(one: PersonSeen) -> str:
    return _("record No. %(n)s") % {"n": one.person.pk}


def _signs_of(one: PersonSeen) -> Iterator[str]:
    yield one.current.organisation.short_name
    if one.is_here:
        born = one.person.birth_date
        yield _("born %(day)s") % {"day": day_short(born)} if born else _("without birth date")
        if one.current.ticket_number:
            yield _("ticket No. %(n)s") % {"n": one.current.ticket_number}


def contested_in(pair: Pair) -> list[str]:
    """The fields in which somebody has to say which record is right."""
    names = contested(vars(pair.kept), vars(pair.other), _PERSON)
    for stay, theirs in _sharing(pair):
        names += [name for name in contested(vars(stay), vars(theirs), _STAY) if name not in names]
    return names


def _fate(pair: Pair, actor: Actor) -> tuple[dict[int, Membership], str]:
    try:
        return refuse_merge(actor=actor, pair=pair), ""
    except (DifferentPeople, InTwoPlaces, OneHasDied, TransferWaitsStill, PowerMissing) as refused:
        return {}, sentence(refused)


def _rows(pair: Pair) -> Iterator[tuple[str, str, str, str]]:
    """(field, caption, what the kept record says, what the other says) wherever one of them says anything."""
    yield from _told(_PERSON, vars(pair.kept), vars(pair.other))
    for stay, theirs in _sharing(pair)[:1]:
        yield from _told(_STAY, vars(stay), vars(theirs))


def _told(
    names: tuple[str, ...], kept: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, str]]:
    for name in names:
        if kept[name] or other[name]:
            yield name, str(LABELS[name]), value_in_words(name, kept[name]), value_in_words(name, other[name])


def _sharing(pair: Pair) -> list[tuple[Membership, Membership]]:
    """Stays of both in one organisation that share days: of those one stay is made."""
    return [
        (stay, theirs)
        for stay in pair.kept_stays
        for theirs in pair.other_stays
        if stay.organisation_id == theirs.organisation_id
        and stays_overlap(stay.registered_on, stay.ended_on, theirs.registered_on, theirs.ended_on)
    ]


def _after(pair: Pair, into: Mapping[int, Membership]) -> Iterator[StayAfter]:
    for stay in pair.kept_stays:
        taken = [theirs for theirs in pair.other_stays if into.get(theirs.pk) is stay]
        days: dict[str, Any] = {name: getattr(stay, name) for name in ("registered_on", "ended_on", "joined_on")}
        for theirs in taken:
            one = widened(stay, theirs, ())
            days["registered_on"] = min(days["registered_on"], one["registered_on"])
            days["joined_on"] = min(filter(None, (days["joined_on"], one["joined_on"])), default=None)
            days["ended_on"] = one["ended_on"]
        yield StayAfter(stay, days, "both" if taken else "")
    for theirs in pair.other_stays:
        if theirs.pk not in into:
            days = {name: getattr(theirs, name) for name in ("registered_on", "ended_on", "joined_on")}
            yield StayAfter(theirs, days, "other")
