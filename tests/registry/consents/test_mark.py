"""The mark of those who lack a consent, on every way by which a stay can begin or change hands."""

from datetime import date

import pytest

from edinstvo.registry.consents.models import Consent, ConsentKind
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import filtered, rare
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, chair
from tests.registry.consents.giving import a_text, gave, lacks, withdrew
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_former_member, a_member, person
from tests.registry.members.transfers import asked
from tests.registry.reorganisations.merging import merged as joined

LEFT = date(2024, 6, 1)
NINA = ["Ветрова Нина Ильинична", "01.02.1980", "", "", ""]
BORN = date(1980, 2, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    cast = a_union()
    a_text()
    return cast


def present(stay: Membership) -> Membership:
    return Membership.objects.get(Membership.OPEN, person_id=stay.person_id)


def test_who_comes_back_has_agreed_still(cast: Cast) -> None:
    here, by_name = a_former_member(cast.berezovka), a_former_member(cast.college, "Серова Анна")
    for stay in (here, by_name):
        gave(stay)
    readmit_member(
        actor=OPERATOR,
        person_id=here.person_id,
        organisation=cast.berezovka,
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )
    back = a_member(cast.lyceum, "Серова Анна", since=TODAY)
    assert back.person_id == by_name.person_id
    assert (lacks(present(here)), lacks(present(by_name))) == (False, False)


def test_a_transfer_and_a_merger_of_organisations_carry_it(cast: Cast) -> None:
    agreed, silent = a_member(cast.berezovka), a_member(cast.berezovka, "Серова Анна")
    gave(agreed)
    waits = asked(agreed, cast.mtsensk_school, actor=chair(cast.berezovka))
    release_member(actor=chair(cast.mtsensk_school), transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)
    assert present(agreed).organisation_id == cast.mtsensk_school.pk
    also = a_member(cast.berezovka, "Белова Инна")
    gave(also)
    joined(cast.berezovka, a_primary(cast.galich, "ППО Новой школы"), on=TODAY)
    assert [lacks(present(stay)) for stay in (agreed, silent, also)] == [False, True, False]


def test_a_list_brings_people_who_lack_it_and_keeps_what_others_gave(cast: Cast) -> None:
    former = a_former_member(cast.college, NINA[0], BORN, until=LEFT)
    gave(former)
    plan = planned(cast.berezovka, [NINA, ["Зимина Ольга Петровна", "03.04.1985", "", "", ""]])
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    new = Membership.objects.get(name_key__startswith="зимина")
    assert (lacks(present(former)), lacks(new)) == (False, True)


def test_whoever_agreed_since_a_list_brought_them_stays_when_it_is_undone(cast: Cast) -> None:
    plan = planned(cast.berezovka, [NINA, ["Зимина Ольга Петровна", "03.04.1985", "", "", ""]])
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    gave(Membership.objects.get(name_key__startswith="ветрова"))
    undone = undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    assert (undone.counts["kept"], undone.counts["reversed"]) == (1, 1)
    assert Membership.objects.get().name_key.startswith("ветрова")


def test_who_is_loaded_lacks_it(cast: Cast) -> None:
    stay = LoadedStay(organisation_id=cast.berezovka.pk, registered_on=TODAY, details=MembershipDetails())
    list(load_members(actor=OPERATOR, people=[LoadedPerson(person=person(), stays=[stay])], at=NOW))
    assert lacks(Membership.objects.get())


def test_two_records_merged_have_agreed_if_one_has_and_apart_each_as_before(cast: Cast) -> None:
    kept, other = a_member(cast.college), a_member(cast.college, "Абрамова Людмилла", None)
    gave(other)
    merge = merged(kept, other)
    assert not lacks(kept)
    split(merge)
    assert (lacks(kept), lacks(other)) == (True, False)


def test_two_records_that_both_agreed_can_be_merged(cast: Cast) -> None:
    kept, other = a_member(cast.college), a_member(cast.college, "Абрамова Людмилла", None)
    for stay in (kept, other):
        gave(stay)
    merged(kept, other)
    assert Consent.objects.filter(Consent.STANDING, person_id=kept.person_id).count() == 2
    withdrew(kept)
    assert lacks(kept)
    assert not Consent.objects.filter(Consent.STANDING).exists()


def test_what_another_union_requires_is_data(cast: Cast) -> None:
    ConsentKind.objects.filter(pk="photo").update(is_required=True)
    a_text("photo")
    stay = a_member(cast.berezovka)
    gave(stay)
    assert lacks(stay)
    gave(stay, "photo")
    assert not lacks(stay)


def test_a_list_asks_for_those_who_lack_it(cast: Cast) -> None:
    agreed, silent = a_member(cast.berezovka), a_member(cast.berezovka, "Серова Анна")
    a_former_member(cast.berezovka, "Бывшая Анна")
    a_member(cast.college, "Чужая Анна")
    gave(agreed)
    who = chair(cast.galich)
    wanted = Filters(organisation=cast.berezovka, lacks="consent")
    assert list(filtered(filters=wanted, on=TODAY, seen_by=who)) == [silent]
    assert list(rare(lacks="consent", organisation=cast.galich, on=TODAY, seen_by=who)) == [silent]
