"""After a minimisation no removed value stands anywhere in the database; what archive and figures need is as it was.

Random histories of members who were edited, transferred, merged, brought by lists and written to; then some leave.
Every text that was ever said of those who left is looked for in every column of every table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.db import connection
from django.test import override_settings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.tallies.queries import figures
from edinstvo.foundation.ui.actions.save_draft import save_draft
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.models import PlanRow
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_merge import InTwoPlaces
from edinstvo.registry.members.models import Membership, Person, PersonMerge, Side
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, actor
from tests.foundation.notices.saying import said as told
from tests.foundation.retention.nights import confirmed, night
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_member, ended, versions
from tests.registry.members.transfers import asked

NAMES = ("Абрамова Анна", "Ветрова Нина", "Зимина Татьяна")
BORN = {"Абрамова Анна": date(1968, 3, 12), "Ветрова Нина": date(1990, 5, 1), "Зимина Татьяна": date(1975, 7, 30)}
ACTS = ["edit", "transfer", "ask", "merge", "split", "list", "planned", "draft", "message", "leave_and_return"]
HEADINGS = ("ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления", "E-mail")
# Contacts of whoever left by today are due, and so are lists of today.
SOON, LATER = TODAY + timedelta(days=40), TODAY + timedelta(days=4 * 365)
AGO = (date(2025, 1, 1), date(2026, 6, 1), TODAY)
# One after the other everything that copies a contact, to one person; and another whose transfer waits.
FULL = [
    *((act, NAMES[0]) for act in ("edit", "message", "draft", "planned", "list", "merge", "edit", "transfer", "edit")),
    *((act, NAMES[1]) for act in ("list", "ask")),
]
STORY = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(NAMES)), max_size=10)


@dataclass
class Account:
    """What was ever said of each person, by the number of the person."""

    cast: Cast
    contacts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    particulars: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    unmatched: set[str] = field(default_factory=set)
    numbers: Iterable[int] = field(default_factory=lambda: count(1_000_001))

    def contact(self, person_id: int | None) -> dict[str, str]:
        """Contacts that nobody ever had."""
        number = next(iter(self.numbers))
        said = {"phone": f"+7910{number}", "email": f"m{number}@left.example", "snils": f"9900{number}"}
        if person_id is not None:
            self.contacts[person_id] |= {f"910{number}", f"m{number}@left", f"9900{number}"}
        return said

    def particular(self, person_id: int | None) -> dict[str, str]:
        number = next(iter(self.numbers))
        if person_id is not None:
            self.particulars[person_id] |= {f"должность-{number}", f"кафедра-{number}", f"билет-{number}"}
        return {
            "position": f"должность-{number}",
            "subdivision": f"кафедра-{number}",
            "ticket_number": f"билет-{number}",
        }

    def join(self, kept: int, other: int) -> None:
        for said in (self.contacts, self.particulars):
            said[kept] |= said[other]
            said[other] |= said[kept]


def found_anywhere(texts: Iterable[str]) -> list[tuple[str, str]]:
    """(table, text) of every row of the database that holds one of the texts, in whatever column."""
    wanted = sorted(texts)
    found: list[tuple[str, str]] = []
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - {"access_sightkey"}:
            cursor.execute(
                f'SELECT DISTINCT t FROM unnest(%s::text[]) t, "{table}" x WHERE position(t IN x::text) > 0',  # noqa: S608
                [wanted],
            )
            found += [(table, text) for (text,) in cursor.fetchall()]
    return found


class TestNothingIsLeft(TestCase):
    """Random histories."""

    @example(story=FULL, leaving=set(NAMES), are_lists_kept=True)
    @example(story=FULL, leaving={NAMES[0]}, are_lists_kept=False)
    @example(story=[("ask", NAMES[0]), ("merge", NAMES[1]), ("split", NAMES[1])], leaving=set(), are_lists_kept=True)
    @settings(max_examples=25, deadline=None)
    @given(story=STORY, leaving=st.sets(st.sampled_from(NAMES), min_size=1), are_lists_kept=st.booleans())
    def test_of_what_was_said_of_those_who_left(
        self, story: list[tuple[str, str]], leaving: set[str], are_lists_kept: bool
    ) -> None:
        with override_settings(STORE_SNILS=True):
            account = Account(a_union())
            self._tell(account, story)
            for stay in Membership.objects.filter(Membership.OPEN).select_related("person"):
                if stay.person.full_name in leaving:
                    ended(stay, TODAY)
            figures_before, people_before = as_figures(account.cast), as_archived()
            self._forget(account, are_lists_kept)
        assert as_figures(account.cast) == figures_before
        assert as_archived() == people_before

    def _tell(self, account: Account, story: list[tuple[str, str]]) -> None:
        for name in NAMES:
            stay = a_member(account.cast.berezovka, name, BORN[name], since=AGO[0], **account.contact(None))
            account.contacts[stay.person_id] |= {stay.person.phone[2:], stay.person.email, stay.person.snils}
        for act, name in story:
            stays = Membership.objects.filter(person__last_name=name.split()[0]).select_related("person")
            stay = stays.order_by("ended_on", "-pk").last()
            assert stay is not None
            ACT[act](account, stay)

    def _forget(self, account: Account, are_lists_kept: bool) -> None:
        confirmed()
        before = Person.objects.in_bulk()
        if are_lists_kept:
            # A row that nobody entered and that means nobody of the register is the list's alone, while that is kept.
            for said in (account.contacts, account.particulars):
                for texts in said.values():
                    texts -= account.unmatched
        else:
            night("imports.lists", SOON)
        gone = {one.pk for one in Person.objects.all() if is_gone(one.pk)}
        stands = {text for id_ in before if id_ not in gone for text in account.contacts[id_]}
        assert night("members.contacts", SOON) == len(gone)
        assert found_anywhere(text for id_ in gone for text in account.contacts[id_] - stands) == []
        assert night("members.contacts", SOON) == 0
        stands = {text for id_ in before if id_ not in gone for text in account.particulars[id_]}
        assert night("members.particulars", LATER) == len(gone)
        assert found_anywhere(text for id_ in gone for text in account.particulars[id_] - stands) == []
        for person in Person.objects.exclude(pk__in=gone):
            assert (person.phone, person.email, person.version) == (
                before[person.pk].phone,
                before[person.pk].email,
                before[person.pk].version,
            )


def is_gone(person_id: int) -> bool:
    """Whether nothing holds the person any more: no open stay, and no transfer that waits."""
    person = Person.objects.get(pk=person_id)
    stays = person.memberships.all()
    return bool(stays) and all(stay.ended_on for stay in stays) and not person.transfers.filter(state="waiting")


def as_figures(cast: Cast) -> list[object]:
    """Figures of today and of past days: how many, how many young, how many of a category."""
    said: list[object] = [
        sorted(figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[one.pk for one in cast.everything()]).items())
    ]
    for day in AGO:
        for filters in (Filters(as_of=day), Filters(as_of=day, age_to=35), Filters(as_of=day, category="pedagogical")):
            said.append(filtered(filters=filters, on=TODAY, seen_by=OPERATOR).count())
    return said


def as_archived() -> list[object]:
    """What stays of everybody."""
    people = Person.objects.order_by("pk").values_list("pk", "last_name", "first_name", "birth_date", "sex", "name_key")
    stays = Membership.objects.order_by("pk").values_list(
        "pk",
        "person",
        "organisation",
        "joined_on",
        "registered_on",
        "ended_on",
        "end_reason",
        "category",
        "known_since",
    )
    return [*people, *stays]


def _edit(account: Account, stay: Membership) -> None:
    person = stay.person
    if stay.is_open:
        said = account.contact(person.pk)
        edit_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=PersonDetails(
                last_name=person.last_name, first_name=person.first_name, birth_date=person.birth_date, **said
            ),
            details=MembershipDetails(
                joined_on=stay.joined_on, category="pedagogical", **account.particular(person.pk)
            ),
            category_from=TODAY,
            on=TODAY,
            at=NOW + timedelta(minutes=1),
        )


def _transfer(account: Account, stay: Membership) -> None:
    if stay.is_open and stay.organisation != account.cast.lyceum and stay.registered_on < TODAY and free(stay):
        asked(stay, account.cast.lyceum, note=account.particular(stay.person_id)["position"])


def _ask(account: Account, stay: Membership) -> None:
    """Asked for by a stranger: it waits for an answer."""
    if stay.is_open and free(stay):
        place = account.cast.mtsensk_school
        stranger = actor(Role.CHAIR, place, login=f"stranger-{next(iter(account.numbers))}")
        asked(
            stay,
            place,
            actor=stranger,
            by=Side.TARGET,
            note=account.particular(stay.person_id)["position"],
        )


def _merge(account: Account, stay: Membership) -> None:
    other = a_member(
        account.cast.college,
        stay.person.full_name,
        None,
        since=date(2020, 1, 1),
        is_another_person=True,
        **{**account.contact(None), "snils": ""},
    )
    ended(other, date(2021, 1, 1))
    account.contacts[other.person_id] |= {other.person.phone[2:], other.person.email}
    if stay.is_open and free(stay):
        try:
            merged(stay, other)
        except InTwoPlaces:
            return
        account.join(stay.person_id, other.person_id)


def _split(_account: Account, stay: Membership) -> None:
    merge = PersonMerge.objects.filter(PersonMerge.STANDS, kept_id=stay.person_id).order_by("-pk").first()
    if merge is not None and free(stay):
        split(merge)


def _list(account: Account, stay: Membership) -> None:
    try:
        commit_plan(actor=OPERATOR, plan_id=_brought(account, stay), on=TODAY, at=NOW, report=say_nothing)
    except RegisterMoved:
        return


def _planned(account: Account, stay: Membership) -> None:
    row = PlanRow.objects.select_related("plan").get(plan=_brought(account, stay))
    if row.person_id is None:
        # The samples beside the headings are cells of such a row too.
        account.unmatched |= {row.phone[2:], row.email.split(".")[0], row.position_held}


def _brought(account: Account, stay: Membership) -> int:
    contact, said = account.contact(stay.person_id), account.particular(stay.person_id)
    born = BORN[f"{stay.person.last_name} {stay.person.first_name}"]
    row = [
        stay.person.full_name,
        f"{born:%d.%m.%Y}",
        f"8{contact['phone'][2:]}",
        said["position"],
        "",
        contact["email"],
    ]
    return planned(stay.organisation, [row], headings=HEADINGS).pk


def _draft(account: Account, stay: Membership) -> None:
    user = a_user(f"typist-{next(iter(account.numbers))}")
    data = {"phone": [account.contact(stay.person_id)["phone"]]}
    typist = actor_of(user, on=TODAY, address="")
    save_draft(actor=typist, form="members-edit", subject=str(stay.person_id), data=data, at=NOW)


def _message(_account: Account, stay: Membership) -> None:
    if stay.person.email:
        told(stay.person.email)


def _leave_and_return(account: Account, stay: Membership) -> None:
    if stay.is_open and stay.registered_on < date(2026, 1, 1):
        ended(stay, date(2026, 1, 1))
        readmit_member(
            actor=OPERATOR,
            person_id=stay.person_id,
            organisation=account.cast.berezovka,
            membership=MembershipDetails(**account.particular(stay.person_id)),
            on=TODAY,
            registered_on=date(2026, 2, 1),
            at=NOW,
        )


def free(stay: Membership) -> bool:
    """Whether no transfer waits."""
    return not stay.person.transfers.filter(state="waiting").exists()


ACT = {
    "edit": _edit,
    "transfer": _transfer,
    "ask": _ask,
    "merge": _merge,
    "split": _split,
    "list": _list,
    "planned": _planned,
    "draft": _draft,
    "message": _message,
    "leave_and_return": _leave_and_return,
}
