"""The life of a member in the union as a dated line, and what was changed in the record, by whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.journal.queries import entries_about
from edinstvo.foundation.journal.web.values import in_words
from edinstvo.foundation.journal.web.verbs import VERBS as JOURNAL_VERBS
from edinstvo.foundation.journal.web.words import FIELDS
from edinstvo.registry.members.models import Membership, MembershipVersion, Person, PersonVersion, Suspension
from edinstvo.registry.members.queries.merges import merged_ids
from edinstvo.registry.members.queries.person import ActOnMany, PersonSeen, versions_of, versions_of_stays
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.members.web.words import LABELS, value_in_words

_SHOWN = 20
# Said shorter than in the journal; what other slices did with the person stands there.
VERBS = {
    "member_admitted": gettext_lazy("Admitted"),
    "member_readmitted": gettext_lazy("Admitted again"),
    "member_edited": gettext_lazy("Record edited"),
    "member_renamed": gettext_lazy("Name changed"),
    "member_corrected": gettext_lazy("Record corrected"),
    "membership_ended": gettext_lazy("Membership ended"),
    "member_left": gettext_lazy("Transferred away"),
    "member_arrived": gettext_lazy("Came by transfer"),
    "membership_suspended": gettext_lazy("Membership suspended"),
    "membership_resumed": gettext_lazy("Membership resumed"),
    "suspension_corrected": gettext_lazy("Suspension corrected"),
    "suspension_taken_back": gettext_lazy("Suspension taken back"),
    "workplace_stated": gettext_lazy("Second workplace entered"),
    "workplace_ended": gettext_lazy("Second workplace ended"),
    "workplace_taken_back": gettext_lazy("Second workplace taken back"),
    "people_merged": gettext_lazy("Merged with another record"),
    "people_split": gettext_lazy("Taken apart from another record"),
    "person_split_off": gettext_lazy("Taken out of another record"),
}
# Said once, of the record that was kept.
_TOLD_OF_BOTH = ("person_merged_away",)
_PERSON = tuple(PersonDetails.__dataclass_fields__)
_STAY = (*MembershipDetails.__dataclass_fields__, "registered_on", "ended_on", "end_reason", "end_decision")


@dataclass(frozen=True)
class Moment:
    """One line of a life: a stay ("stay"), a suspension, a new name ("name") or category ("category") since a day."""

    kind: str
    on: date
    stay: Membership | None = None
    was: str = ""
    became: str = ""
    suspension: Suspension | None = None


@dataclass(frozen=True)
class Change:
    """One act on the record: when, what, who ("" where a list brought it), why, and (what, before, after)."""

    at: datetime
    words: str
    who: str = ""
    reason: str = ""
    fields: list[tuple[str, str, str]] = field(default_factory=list)


def life_of(seen: PersonSeen) -> list[Moment]:
    """Stays, suspensions, names and categories, the newest first."""
    moments = [Moment("stay", stay.registered_on, stay=stay) for stay in seen.chain]
    if seen.is_here:
        moments += [*_names(seen), *_categories(seen)]
        moments += [Moment("suspension", fact.valid_from, suspension=fact) for fact in seen.suspensions]
    order = {"category": 0, "name": 1, "suspension": 2, "stay": 3}
    return sorted(moments, key=lambda moment: (-moment.on.toordinal(), order[moment.kind]))


def changes_of(seen: PersonSeen, *, seen_by: Actor) -> list[Change]:
    """The acts of the journal that the actor may read, and what lists changed in between, the newest first.

    Of records that were merged into this one too.
    """
    ids = merged_ids(person_id=seen.person.pk) if seen.is_merged else [seen.person.pk]
    entries = [entry for id_ in ids for entry in entries_about(type="person", id=id_, seen_by=seen_by)[:_SHOWN]]
    entries = [entry for entry in entries if entry.verb not in _TOLD_OF_BOTH]
    found = [_of_entry(entry) for entry in entries]
    if seen.is_here:
        found += _of_lists(seen, {entry.at for entry in entries}, _acts_on_many(seen, seen_by))
    return sorted(found, key=lambda change: change.at, reverse=True)[:_SHOWN]


def _names(seen: PersonSeen) -> Iterator[Moment]:
    """Former names whose last day is known; each gave way to the one that came after it."""
    dated = sorted((alias for alias in seen.former_names if alias.until), key=lambda alias: alias.until or date.min)
    names = [*(alias.name for alias in dated), seen.person.full_name]
    for alias, (was, became) in zip(dated, pairwise(names), strict=True):
        if alias.until is not None:
            yield Moment("name", alias.until, was=was, became=became)


def _categories(seen: PersonSeen) -> Iterator[Moment]:
    """Categories after the first one, which belongs to the stay itself."""
    facts = sorted(seen.categories, key=lambda fact: fact.valid_from)
    for before, fact in pairwise(facts):
        yield Moment("category", fact.valid_from, was=before.get_category_display(), became=fact.get_category_display())


def _of_entry(entry: Entry) -> Change:
    names = dict.fromkeys(name for name in [*entry.before, *entry.after] if not name.endswith("_id"))
    return Change(
        at=entry.at,
        words=str(VERBS.get(entry.verb) or JOURNAL_VERBS.get(entry.verb) or entry.verb),
        who=entry.actor_name,
        reason=entry.reason,
        fields=_differing(list(names), entry.before, entry.after),
    )


def _acts_on_many(seen: PersonSeen, actor: Actor) -> dict[datetime, ActOnMany]:
    """{when: the act on a whole list} that changed a stay of the person, for whoever reads the journal of the record.

    The journal has one entry for all of the list; that this person was one of them, its lines say.
    """
    is_told = actor.may(Power.READ_JOURNAL, at=seen.current)
    return {act.at: act for act in seen.acts_on_many} if is_told else {}


def _of_lists(seen: PersonSeen, told: set[datetime], acts: Mapping[datetime, ActOnMany]) -> Iterator[Change]:
    """Stays that a list brought, and versions that ended when the journal of this person says nothing of it."""
    stays = {stay.pk: stay for stay in seen.memberships}
    # A first version has none before it.
    has_versions = any(stay.version > 1 for stay in seen.memberships)
    versions = list(versions_of_stays(stay_ids=list(stays))) if has_versions else []
    of_person = list(versions_of(person_id=seen.person.pk)) if seen.person.version > 1 else []
    ended: dict[datetime, list[tuple[str, str, str]]] = {}
    for before, after in _steps(of_person, seen.person):
        ended.setdefault(before.known_until, []).extend(_differing(_PERSON, vars(before), vars(after)))
    first_known = []
    for id_, stay in stays.items():
        of_stay = [row for row in versions if row.membership_id == id_]
        first_known.append(of_stay[-1].known_since if of_stay else stay.known_since)
        for before, after in _steps(of_stay, stay):
            ended.setdefault(before.known_until, []).extend(_differing(_STAY, vars(before), vars(after)))
        if stay.batch_id is not None:
            yield Change(at=first_known[-1], words=_("Entered by a list"))
    for at, fields in ended.items():
        if fields and at in acts:
            yield _of_act(acts[at], fields)
        elif fields and at not in told and at > min(first_known):
            yield Change(at=at, words=_("Changed by a list"), fields=fields)


def _of_act(act: ActOnMany, fields: list[tuple[str, str, str]]) -> Change:
    """What was asked for a whole list, as far as it changed this person."""
    words = _("Category of a whole list given back") if act.is_undoing else _("Category set for a whole list")
    return Change(at=act.at, words=words, who=act.who, reason=act.words, fields=fields)


def _steps(versions: Sequence[Any], present: Person | Membership) -> Iterator[tuple[Any, Any]]:
    """(what was known, what was known next) for versions given newest first."""
    known: list[PersonVersion | MembershipVersion | Person | Membership] = [present, *versions]
    for after, before in pairwise(known):
        yield before, after


def _differing(names: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(what, before, after) in words for the fields that differ."""
    pairs = ((name, _told(name, before.get(name)), _told(name, after.get(name))) for name in names)
    return [
        (str(LABELS.get(name) or FIELDS.get(name) or name), was, became) for name, was, became in pairs if was != became
    ]


def _told(name: str, value: Any) -> str:
    """A value of our own fields as we say it; of what slices above did with the person, as the journal does."""
    said = value_in_words(name, value)
    return said if name in LABELS and said != value else in_words(name, value)
