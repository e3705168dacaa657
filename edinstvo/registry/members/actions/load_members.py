"""Load many people with their whole histories at once, through COPY: a demonstration, a simulation, a migration."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.bulk import copy_rows, take_ids
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.tallies.actions.add_deltas import add_changes
from edinstvo.foundation.tallies.actions.note_past_change import note_past_change
from edinstvo.registry.members.actions.copy_search_keys import learn_surnames
from edinstvo.registry.members.actions.count_members import Counted, counted_in
from edinstvo.registry.members.actions.load_facts import (
    LoadedSuspension,
    LoadedWorkplace,
    copied_onto_the_open_stay,
    load_facts,
)
from edinstvo.registry.members.models import Category
from edinstvo.registry.members.rules.marks import HOLDINGS, MARKS
from edinstvo.registry.members.rules.people import (
    MembershipDetails,
    PersonDetails,
    given_key,
    joined_keys,
    missing_essentials,
    name_key,
    phone_tail,
    surname_parts,
    values_of,
)
from edinstvo.registry.organisations.models import Organisation

# How many stays were opened by organisation, by what they lack, by whether they are on paper, what is held,
# and whether they are of pensioners.
Opened = Counter[tuple[int, tuple[str, ...], bool, tuple[str, ...], bool]]
_CHUNK = 20_000
_OF_PERSON = (
    "id last_name first_name middle_name has_no_middle_name sex birth_date phone email snils inn name_key known_since "
    "version batch_id other_keys"
)
_OF_MEMBERSHIP = (
    "id person_id organisation_id region_id territory_id primary_id registered_on ended_on end_reason end_decision "
    "application_on decision_on decision_number joined_on category position subdivision ticket_number electronic_on "
    "applied_online known_since version batch_id name_key given_key birth_date phone phone_tail is_incomplete "
    "suspended_on resumes_on other_keys"
)
_PERSON, _MEMBERSHIP = [*_OF_PERSON.split(), *MARKS], [*_OF_MEMBERSHIP.split(), *MARKS]
_CATEGORY = ["membership_id", "category", "valid_from", "known_since"]
_ALIAS = ["person_id", "kind", "name", "key"]


@dataclass(frozen=True, kw_only=True)
class LoadedStay:
    """One membership of a loaded person; an ended one has its reason. Without `electronic_on` it is kept on paper."""

    organisation_id: int
    registered_on: date
    details: MembershipDetails
    ended_on: date | None = None
    end_reason: str = ""
    electronic_on: date | None = None
    applied_online: bool = False


@dataclass(frozen=True, kw_only=True)
class LoadedPerson:
    """A person, their stays in any order (at most one of them open), the names they bore before, what else is known.

    Whoever lacks no consent is given it right after, in the same transaction (`consents/actions/load_consents`); so is
    what they hold (HOLDINGS: `cards/actions/load_cards`, `benefits/actions/load_participations`).
    """

    person: PersonDetails
    stays: Sequence[LoadedStay]
    former_names: Sequence[PersonDetails] = ()
    suspensions: Sequence[LoadedSuspension] = ()
    workplaces: Sequence[LoadedWorkplace] = ()
    lacks_consent: bool = True
    holds: Collection[str] = ()


def load_members(*, actor: Actor, people: Iterable[LoadedPerson], at: datetime) -> Iterator[list[int]]:
    """Load chunk by chunk in one transaction, yielding the ids of the people of each in their order; all or nothing.

    The generator must be run to its end: figures and the journal entry are written last. Raises PowerMissing unless
    the actor keeps members everywhere.
    """
    actor.require(Power.KEEP_MEMBERS, at=WHOLE_UNION)
    organisations: dict[int, Organisation] = {}
    loaded, source, opened, surnames = 0, iter(people), Opened(), set[str]()
    with transaction.atomic():
        while chunk := list(islice(source, _CHUNK)):
            # One region at a time asks for its own: all of them are seventy thousand.
            met = {stay.organisation_id for one in chunk for stay in one.stays} - organisations.keys()
            organisations |= Organisation.objects.in_bulk(met)
            ids = take_ids(table="members_person", count=len(chunk))
            surnames |= _load(ids, chunk, organisations, opened, at)
            loaded += len(chunk)
            yield ids
        # Last: two loads that bring the same surname wait for each other from here to their ends.
        learn_surnames(surnames=surnames)
        add_changes(amounts=_figures(opened, organisations))
        note_past_change(organisation_ids=organisations)
        write_entry(
            actor=actor,
            verb="members_loaded",
            about=About(type="union", id=None, name=""),
            at_place=None,
            at=at,
            after={"people": loaded},
        )


def _load(
    person_ids: Sequence[int],
    chunk: Sequence[LoadedPerson],
    organisations: dict[int, Organisation],
    opened: Opened,
    at: datetime,
) -> set[str]:
    """Write the people, count what they opened, and return the surnames they are found under."""
    membership_ids = iter(take_ids(table="members_membership", count=sum(len(one.stays) for one in chunk)))
    people, stays, categories, aliases = [], [], [], []
    for person_id, one in zip(person_ids, chunk, strict=True):
        keys = _keys(one.person)
        held = tuple(name for name in HOLDINGS if name in one.holds)
        marks: dict[str, Any] = {"lacks_consent": one.lacks_consent, **{name: name in held for name in HOLDINGS}}
        also = _aliases(person_id, one)
        aliases += also
        marks |= {"other_keys": joined_keys(key for _, _, _, key in also)}
        keys |= marks
        own = {"name_key": keys["name_key"], "id": person_id, **marks}
        people.append({**values_of(one.person), **own})
        for stay in one.stays:
            organisation, membership_id = organisations[stay.organisation_id], next(membership_ids)
            lacking = missing_essentials({**vars(one.person), **vars(stay.details)})
            carried = {**keys, "person_id": person_id, "is_incomplete": bool(lacking)}
            stays.append(_stay(membership_id, one, stay, organisation, carried))
            if stay.details.category:
                categories.append((membership_id, stay.details.category, stay.registered_on, at))
            if stay.ended_on is None:
                is_retired = stay.details.category == Category.RETIRED
                opened[organisation.pk, tuple(lacking), stay.electronic_on is None, held, is_retired] += 1
    common = {"known_since": at, "version": 1, "batch_id": None}
    copy_rows(
        table="members_person", columns=_PERSON, rows=([{**row, **common}[name] for name in _PERSON] for row in people)
    )
    copy_rows(
        table="members_membership",
        columns=_MEMBERSHIP,
        rows=([{**row, **common}[name] for name in _MEMBERSHIP] for row in stays),
    )
    copy_rows(table="members_categoryfact", columns=_CATEGORY, rows=categories)
    copy_rows(table="members_namealias", columns=_ALIAS, rows=aliases)
    load_facts(
        suspensions=((id_, fact) for id_, one in zip(person_ids, chunk, strict=True) for fact in one.suspensions),
        workplaces=((id_, fact) for id_, one in zip(person_ids, chunk, strict=True) for fact in one.workplaces),
        at=at,
    )
    names = {row["name_key"] for row in people} | {key for _, kind, _, key in aliases if kind == "former"}
    return {key.split("  ")[0] for key in names}


def _keys(person: PersonDetails) -> dict[str, Any]:
    return {
        "name_key": name_key(last_name=person.last_name, first_name=person.first_name, middle_name=person.middle_name),
        "given_key": given_key(first_name=person.first_name, middle_name=person.middle_name),
        "birth_date": person.birth_date,
        "phone": person.phone,
        "phone_tail": phone_tail(person.phone),
    }


def _figures(opened: Opened, organisations: dict[int, Organisation]) -> Counted:
    """What all that was opened counts for; the same place and the same lacks are counted once."""
    figures = Counted()
    for (organisation_id, lacking, is_on_paper, held, is_retired), count in opened.items():
        chain_ids = organisations[organisation_id].chain_ids
        for key in counted_in(chain_ids, lacking=lacking, is_on_paper=is_on_paper, held=held, is_retired=is_retired):
            figures[key] += count
    return figures


def _stay(
    membership_id: int, one: LoadedPerson, stay: LoadedStay, organisation: Organisation, carried: dict[str, Any]
) -> dict[str, Any]:
    return {
        **values_of(stay.details),
        **organisation.branch_columns,
        **carried,
        "id": membership_id,
        "organisation_id": organisation.pk,
        "registered_on": stay.registered_on,
        "ended_on": stay.ended_on,
        "end_reason": stay.end_reason,
        "end_decision": "",
        "electronic_on": stay.electronic_on,
        "applied_online": stay.applied_online,
        **copied_onto_the_open_stay(one.suspensions if stay.ended_on is None else ()),
    }


def _aliases(person_id: int, one: LoadedPerson) -> list[tuple[int, str, str, str]]:
    last_name = one.person.last_name
    parts = [(person_id, "part", last_name, part) for part in surname_parts(last_name)]
    return parts + [
        (person_id, "former", f"{former.last_name} {former.first_name}", _keys(former)["name_key"])
        for former in one.former_names
    ]
