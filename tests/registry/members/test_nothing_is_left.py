"""After a minimisation no removed value stands anywhere in the database; what archive and figures need is as it was.

Random histories of members who were edited, transferred, merged, brought by lists and written to; then some leave.
Every text that was ever said of those who left is looked for in every column of every table.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection
from django.test import override_settings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import OPERATOR, TODAY, Cast, a_union
from tests.foundation.retention.nights import confirmed, night
from tests.registry.members.accounts import ACT, BORN, Account
from tests.registry.members.people import a_member, ended

NAMES = ("Абрамова Анна", "Ветрова Нина", "Зимина Татьяна")
ACTS = ["edit", "transfer", "ask", "merge", "split", "list", "planned", "draft", "message", "leave_and_return"]
# Contacts of whoever left by today are due, and so are lists of today.
SOON, LATER = TODAY + timedelta(days=40), TODAY + timedelta(days=4 * 365)
AGO = (date(2025, 1, 1), date(2026, 6, 1), TODAY)
# One after the other everything that copies a contact, to one person; and another whose transfer waits.
FULL = [
    *((act, NAMES[0]) for act in ("edit", "message", "draft", "planned", "list", "merge", "edit", "transfer", "edit")),
    *((act, NAMES[1]) for act in ("list", "ask")),
]
STORY = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(NAMES)), max_size=10)


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
