"""Admission: what it writes, whom it refuses, who is taken for whom, and two forms at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, FormerlyElsewhere, NamesakeHere
from edinstvo.registry.members.actions.open_membership import AdmittedInTheFuture, OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.refuse_joining import JoinedAsChild, JoinedBeforeLeaving
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.models import CategoryFact, Membership, NameAlias, Person, PersonVersion, SurnameDeletion
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.models import Organisation
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, chair
from tests.registry.members.people import ABRAMOVA, BEGAN, BORN, a_former_member, a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_puts_the_person_on_record_from_the_day(cast: Cast) -> None:
    details = MembershipDetails(category="pedagogical", position="Учитель", decision_number="3", joined_on=BEGAN)
    membership = a_member(cast.berezovka, sex="female", phone="+79105550112", details=details)
    stored = Membership.objects.select_related("person").get(pk=membership.pk)
    assert stored.person.full_name == ABRAMOVA
    assert (stored.registered_on, stored.ended_on, stored.position) == (BEGAN, None, "Учитель")
    assert (stored.region_id, stored.territory_id) == (cast.kostroma.pk, cast.galich.pk)
    assert stored.primary_id == stored.organisation_id == cast.berezovka.pk


def test_a_decision_may_be_older_than_the_organisation(cast: Cast) -> None:
    """It is that of where somebody joined: a school of 1990 has members since 1975."""
    paper = MembershipDetails(decision_on=date(1975, 9, 1), decision_number="3", joined_on=date(1975, 9, 1))
    assert a_member(cast.berezovka, born=date(1955, 3, 12), details=paper).decision_on < FOUNDED


def test_nobody_is_a_member_before_they_are_14(cast: Cast) -> None:
    fourteen = date(BORN.year + 14, BORN.month, BORN.day)
    for joined_on, since, wrong in [
        (fourteen - timedelta(days=1), BEGAN, ["joined_on"]),
        (fourteen, fourteen - timedelta(days=1), ["registered_on"]),
    ]:
        with pytest.raises(JoinedAsChild) as refused:
            a_member(cast.berezovka, since=since, details=MembershipDetails(joined_on=joined_on))
        assert (refused.value.fields, refused.value.youngest_on) == (wrong, fourteen)
    assert a_member(cast.berezovka, since=fourteen).joined_on == fourteen


def test_of_a_former_member_adds_no_years_that_the_former_stay_does_not_say(cast: Cast) -> None:
    left = a_former_member(cast.berezovka).ended_on
    assert left is not None
    with pytest.raises(JoinedBeforeLeaving) as refused:
        a_member(cast.lyceum, since=TODAY, details=MembershipDetails(joined_on=left - timedelta(days=1)))
    assert refused.value.left_on == left
    for joined_on in (BEGAN, left):
        again = a_member(cast.lyceum, since=TODAY, details=MembershipDetails(joined_on=joined_on))
        assert again.joined_on == joined_on
        again.delete()


def test_copies_what_the_person_is_searched_by(cast: Cast) -> None:
    membership = a_member(cast.berezovka, "Семёнова-Тянь-Шанская Алёна Петровна", phone="+79105550112")
    assert membership.name_key == "семенова тянь шанская  алена петровна"
    assert (membership.given_key, membership.phone_tail, membership.birth_date) == ("алена петровна", "0112", BORN)
    parts = NameAlias.objects.filter(person=membership.person, kind="part").values_list("key", flat=True)
    assert set(parts) == {"тянь", "шанская"}
    words = {"семенова тянь шанская", "семенова", "тянь", "шанская"}
    assert set(SurnameDeletion.objects.values_list("surname", flat=True)) == words


def test_says_whether_the_record_is_complete(cast: Cast) -> None:
    full = MembershipDetails(category="pedagogical", joined_on=BEGAN)
    assert not a_member(cast.berezovka, sex="female", phone="+79105550112", details=full).is_incomplete
    assert a_member(cast.berezovka, "Ветрова Нина", details=full).is_incomplete


def test_begins_the_category_on_the_first_day(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=MembershipDetails(category="student"))
    [fact] = CategoryFact.objects.filter(membership_id=membership.pk)
    assert (fact.category, fact.valid_from, fact.known_since, fact.known_until) == ("student", BEGAN, NOW, None)


def test_is_written_in_the_journal(cast: Cast) -> None:
    membership = a_member(cast.berezovka, actor=chair(cast.berezovka))
    entry = Entry.objects.get(verb="member_admitted")
    assert (entry.object_type, entry.object_id, entry.object_name) == ("person", membership.person_id, ABRAMOVA)
    assert (entry.actor_name, entry.primary_id) == (f"Chair-{cast.berezovka.pk}", cast.berezovka.pk)
    assert entry.after == {"organisation": cast.berezovka.name, "registered_on": "2020-09-01"}


def test_takes_people_into_a_part_of_a_primary(cast: Cast) -> None:
    membership = a_member(cast.group)
    assert (membership.organisation_id, membership.primary_id) == (cast.group.pk, cast.college.pk)


@pytest.mark.parametrize("place", ["union", "kostroma", "galich"])
def test_is_refused_above_a_primary(cast: Cast, place: str) -> None:
    with pytest.raises(OrganisationKeepsNoMembers):
        a_member(getattr(cast, place))


def test_is_refused_in_a_closed_organisation_even_from_a_page_opened_before(cast: Cast) -> None:
    page = Organisation.objects.get(pk=cast.lyceum.pk)
    close_organisation(
        actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=cast.lyceum.version
    )
    with pytest.raises(OrganisationKeepsNoMembers):
        a_member(page)


def test_is_refused_ahead_of_time(cast: Cast) -> None:
    with pytest.raises(AdmittedInTheFuture):
        a_member(cast.berezovka, since=TODAY + timedelta(days=1))


def test_is_refused_to_a_stranger(cast: Cast) -> None:
    with pytest.raises(PowerMissing):
        a_member(cast.berezovka, actor=chair(cast.lyceum))


@pytest.mark.parametrize("place", ["berezovka", "lyceum", "mtsensk_school"])
def test_is_refused_while_on_record_anywhere(cast: Cast, place: str) -> None:
    first = a_member(cast.berezovka, "Королёва Анна")
    with pytest.raises(AlreadyAMember) as refused:
        a_member(getattr(cast, place), "КОРОЛЕВА  анна")
    assert refused.value.membership.pk == first.pk
    assert Person.objects.count() == 1


def test_admits_a_full_namesake_born_the_same_day_when_told_so(cast: Cast) -> None:
    a_member(cast.berezovka)
    other = a_member(cast.lyceum, is_another_person=True)
    assert other.person_id != Membership.objects.exclude(pk=other.pk).get().person_id


def test_brings_a_former_member_back_as_the_same_person(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, sex="female", phone="+79105550112")
    back = a_member(cast.lyceum, since=date(2025, 9, 1), phone="+79105559999", email="a@example.org")
    human = Person.objects.get()
    assert back.person_id == former.person_id == human.pk
    assert (human.phone, human.email, human.sex, human.version) == ("+79105559999", "a@example.org", "female", 2)
    assert PersonVersion.objects.get().phone == "+79105550112"
    entry = Entry.objects.filter(verb="member_admitted").latest("id")
    assert entry.before == {"phone": "+79105550112", "email": ""}
    assert entry.after["phone"] == "+79105559999"


def test_leaves_the_old_phone_with_the_organisation_left(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, phone="+79105550112")
    a_member(cast.lyceum, since=date(2025, 9, 1), phone="+79105559999")
    assert Membership.objects.get(pk=former.pk).phone == "+79105550112"


def test_asks_before_a_former_member_of_another_branch_is_taken_over(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    there = chair(cast.mtsensk_school)
    with pytest.raises(FormerlyElsewhere) as asked:
        a_member(cast.mtsensk_school, since=TODAY, actor=there)
    assert asked.value.membership.pk == former.pk
    again = a_member(cast.mtsensk_school, since=TODAY, actor=there, is_same_person=True)
    assert again.person_id == former.person_id


def test_admits_a_namesake_of_a_former_member_elsewhere_as_another(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    there = chair(cast.mtsensk_school)
    assert a_member(cast.mtsensk_school, since=TODAY, actor=there, is_another_person=True).person_id != former.person_id


def test_is_refused_on_a_day_of_the_former_stay(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, until=date(2024, 6, 1))
    with pytest.raises(OnRecordElsewhere) as refused:
        a_member(cast.lyceum, since=date(2024, 5, 31))
    assert refused.value.membership.pk == former.pk
    assert a_member(cast.lyceum, since=date(2024, 6, 1)).person_id == former.person_id


@pytest.mark.parametrize("born", [None, BORN])
def test_asks_about_a_namesake_whom_no_birth_date_tells_apart(cast: Cast, born: date | None) -> None:
    first = a_member(cast.berezovka, born=None)
    with pytest.raises(NamesakeHere) as asked:
        a_member(cast.berezovka, born=born)
    assert [row.pk for row in asked.value.namesakes] == [first.pk]
    assert a_member(cast.berezovka, born=born, is_another_person=True).person_id != first.person_id


def test_asks_about_a_former_namesake_too(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, born=None)
    with pytest.raises(NamesakeHere) as asked:
        a_member(cast.berezovka, born=None)
    assert [row.pk for row in asked.value.namesakes] == [former.pk]


def test_does_not_ask_about_namesakes_elsewhere(cast: Cast) -> None:
    a_member(cast.lyceum, born=None)
    assert a_member(cast.berezovka, born=None).is_open
    assert a_member(cast.berezovka, born=BORN, is_another_person=True).is_open


def test_takes_another_snils_for_another_person(cast: Cast) -> None:
    first = a_member(cast.berezovka, snils="11223344595")
    assert a_member(cast.lyceum, snils="08765430300").person_id != first.person_id


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("places", [("berezovka", "berezovka"), ("berezovka", "mtsensk_school")])
def test_of_one_person_at_two_tables_happens_once(places: tuple[str, str]) -> None:
    cast, start = a_union(), Barrier(2)

    def admit(place: str) -> str:
        start.wait()
        try:
            a_member(getattr(cast, place))
        except AlreadyAMember:
            return "refused"
        finally:
            connection.close()
        return "admitted"

    with ThreadPoolExecutor(2) as tables:
        assert sorted(tables.map(admit, places)) == ["admitted", "refused"]
    assert (Person.objects.count(), Membership.objects.count()) == (1, 1)


def test_costs_the_same_in_any_organisation(cast: Cast, django_assert_max_num_queries: object) -> None:
    crowded = a_primary(cast.galich, "ППО большой школы")
    for number in range(5):
        a_member(crowded, f"Иванова Анна {'Я' * (number + 1)}")
    with django_assert_max_num_queries(24):  # type: ignore[operator]  # the fixture of pytest-django has no public type
        a_member(crowded, "Петрова Анна Ивановна")
