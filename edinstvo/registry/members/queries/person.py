"""One person as the actor may see them, and what was known of them when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.compiled import compiled
from edinstvo.registry.members.models import (
    BulkLine,
    CategoryFact,
    EndReason,
    Membership,
    MembershipFields,
    MembershipVersion,
    NameAlias,
    Outcome,
    Person,
    PersonFields,
    PersonMerge,
    PersonVersion,
    SecondWorkplace,
    SeniorityRule,
    Suspension,
    Transfer,
)
from edinstvo.registry.members.permissions import may_see, visible_to
from edinstvo.registry.members.queries.listing import in_branch
from edinstvo.registry.members.queries.seniority import seniority_rules
from edinstvo.registry.members.queries.suspensions import suspensions_of
from edinstvo.registry.members.queries.together import Together
from edinstvo.registry.members.queries.workplaces import workplaces_of
from edinstvo.registry.organisations.models import Organisation

# Every field of a person and of a membership, by name.
Known: TypeAlias = Mapping[str, Any]
_PERSON = tuple(field.attname for field in PersonFields._meta.local_fields)
_STAY = tuple(field.attname for field in MembershipFields._meta.local_fields)


@dataclass(frozen=True)
class ActOnMany:
    """An act on a whole list that changed a stay: when it was done, who asked for it, for which list."""

    at: datetime
    who: str
    words: str
    is_undoing: bool = False


@dataclass(frozen=True)
class PersonSeen:
    """A person and the memberships the actor may see, newest first. `chain` are all their stays, for whoever keeps the
    present record; of the others the places and days are told, and nothing of it can be changed.

    `is_here` says whether the present record (the open membership, or without one the last) is the actor's to see; if
    not, the person moved on: only the name and the past stay in the actor's branch are theirs to see. `may_keep` says
    whether the actor may change the present record, `is_asked_for` whether a transfer waits, or has lapsed.
    `suspensions` and `workplaces` are known of the person, `rules` what their seniority is reckoned by.
    """

    person: Person
    memberships: list[Membership]
    chain: list[Membership]
    current: Membership
    is_here: bool
    may_keep: bool
    is_asked_for: bool
    is_merged: bool
    acts_on_many: list[ActOnMany]
    former_names: list[NameAlias]
    categories: list[CategoryFact]
    suspensions: list[Suspension]
    workplaces: list[SecondWorkplace]
    rules: list[SeniorityRule]

    @property
    def died(self) -> Membership | None:
        """The stay that ended with the person's death; nobody comes back from it, its end can only be corrected."""
        return next((row for row in self.chain if row.end_reason == EndReason.DIED), None)


def person_seen(*, person_id: int, seen_by: Actor) -> PersonSeen:
    """The person; raises Person.DoesNotExist where none of their memberships is the actor's to see. Two queries."""
    chain = _stays_of(person_id)
    visible = [row for row in chain if may_see(seen_by, row)]
    if not visible:
        raise Person.DoesNotExist
    return _seen(person_id, chain, visible, seen_by)


def _seen(person_id: int, chain: list[Membership], visible: list[Membership], seen_by: Actor) -> PersonSeen:
    is_here = (latest := present_of(chain)) in visible
    current = latest if is_here else visible[0]
    facts = _facts(person_id=person_id, membership_id=current.pk)
    return PersonSeen(
        person=current.person,
        memberships=visible,
        chain=chain if is_here else visible,
        current=current,
        is_here=is_here,
        is_asked_for=is_here and bool(getattr(current, "is_asked_for", False)),
        may_keep=is_here and seen_by.may(Power.KEEP_MEMBERS, at=current),
        is_merged=bool(getattr(current, "is_merged", False)),
        acts_on_many=[act for row in visible for act in _acts_on(row)],
        former_names=facts["names"],
        categories=facts["categories"],
        suspensions=facts["suspensions"] if is_here else [],
        workplaces=facts["workplaces"] if is_here else [],
        rules=facts["rules"],
    )


def _asked(*, person_id: int, membership_id: int) -> dict[str, QuerySet[Any]]:
    return {
        "names": NameAlias.objects.filter(person_id=person_id, kind=NameAlias.Kind.FORMER).order_by("-id"),
        "categories": CategoryFact.objects.filter(membership_id=membership_id, known_until=None).order_by(
            "-valid_from"
        ),
        "suspensions": suspensions_of(person_id=person_id),
        "workplaces": workplaces_of(person_id=person_id),
        "rules": seniority_rules(),
    }


_facts = Together(_asked, "person_id", "membership_id")


def _stays_of(person_id: int) -> list[Membership]:
    """All stays, the newest first, each told whether a transfer waits or lapsed, a record was merged, and which acts on
    lists have changed it."""
    rows = Membership.objects.filter(person_id=person_id).annotate(**_told())
    stays: list[Membership] = []
    stays.extend(
        rows.select_related("person", "organisation", "organisation__parent").order_by("-registered_on", "-id")
    )
    return stays


@cache
def _told() -> dict[str, RawSQL]:
    """What a stay is told beside itself: a third of the time of a member's page went into putting this together."""
    told, person = Transfer.WAITS | ~Q(lapsed_because=""), OuterRef("person_id")
    waits = Exists(Transfer.objects.filter(told, person_id=person))
    merged = Exists(PersonMerge.objects.filter(PersonMerge.STANDS, kept_id=person))
    done = BulkLine.objects.filter(membership_id=OuterRef("pk"), outcome=Outcome.DONE)
    undone = JSONObject(at="act__undone_at", who="act__undone_by_name", words="act__words")
    acts = ArraySubquery(done.values(said=JSONObject(at="act__done_at", who="act__asked_by_name", words="act__words")))
    undoings = ArraySubquery(done.filter(reason="undone").values(said=undone))
    return compiled(
        Membership.objects.annotate(is_asked_for=waits, is_merged=merged, acts_on_many=acts, undoings=undoings)
    )


def _acts_on(stay: Membership) -> list[ActOnMany]:
    done, undone = ([_act(said) for said in getattr(stay, name, ())] for name in ("acts_on_many", "undoings"))
    return [*done, *(replace(act, is_undoing=True) for act in undone)]


def _act(said: Mapping[str, str]) -> ActOnMany:
    return ActOnMany(at=datetime.fromisoformat(said["at"]), who=said["who"], words=said["words"])


def present_of(stays: Iterable[Membership]) -> Membership:
    """The one of a person's stays that speaks for them, as `present_record` says it."""
    return max(stays, key=_speaks)


def _speaks(stay: Membership) -> tuple[date, date, int]:
    """The order of `present_record`: the open one, or the last that ended."""
    return (stay.ended_on or date.max, stay.registered_on, stay.pk)


def present_record(*, person_id: int) -> Membership:
    """The membership that speaks for the person: the open one, or without one the last that ended."""
    rows = Membership.objects.filter(person_id=person_id)
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-registered_on", "-id")[0]


def versions_of(*, person_id: int) -> QuerySet[PersonVersion]:
    """What was known of the person before, newest first. The caller has seen the person already."""
    return PersonVersion.objects.filter(person_id=person_id).order_by("-known_until")


def versions_of_stays(*, stay_ids: Sequence[int]) -> QuerySet[MembershipVersion]:
    """What was known of these memberships before, newest first. The caller has seen them already."""
    return MembershipVersion.objects.filter(membership_id__in=stay_ids).order_by("-known_until")


def known_now(*, person: Person, stay: Membership) -> Known:
    """What the rows of a person and of one of their stays say."""
    return _known(person, stay)


def known_at(*, person: Person, stay: Membership, versions: tuple[int, int]) -> Known | None:
    """What the two rows said at these versions; None where there never were such. At most two queries.

    The caller has seen both rows already.
    """
    of_person, of_stay = versions
    human: PersonFields | None = person
    if of_person != person.version:
        human = versions_of(person_id=person.pk).filter(version=of_person).first()
    place: MembershipFields | None = stay
    if of_stay != stay.version:
        place = versions_of_stays(stay_ids=[stay.pk]).filter(version=of_stay).first()
    return _known(human, place) if human is not None and place is not None else None


def _known(person: PersonFields, stay: MembershipFields) -> Known:
    said = {name: getattr(stay, name) for name in _STAY}
    return {**said, **{name: getattr(person, name) for name in _PERSON}}


def members_on(
    *, organisation: Organisation, on: date, seen_by: Actor, known_on: datetime | None = None
) -> list[MembershipFields]:
    """The memberships that counted in the branch of an organisation on a day.

    By what is known today, or with `known_on` by what was known at that moment: rows unchanged since come from the
    present table, the others from the versions.
    """
    stood = Q(registered_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    place = in_branch(organisation)
    visible = visible_to(seen_by)
    if known_on is None:
        return list(Membership.objects.filter(visible, place, stood))
    unchanged = Membership.objects.filter(visible, place, stood, known_since__lte=known_on)
    past = MembershipVersion.objects.filter(visible, place, stood, known_since__lte=known_on, known_until__gt=known_on)
    return [*unchanged, *past]


def category_on(*, membership_id: int, on: date, known_on: datetime | None = None) -> str:
    """The category of a membership on a day, "" where none was known; `known_on` as in `members_on`."""
    known = CategoryFact.known_at(known_on)
    facts = CategoryFact.objects.filter(known, membership_id=membership_id, valid_from__lte=on)
    return facts.order_by("-valid_from", "-known_since").values_list("category", flat=True).first() or ""
