"""Reorganisations: everything goes over on one day, the figures and past days stay right, and it can be taken back."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.carry_many import ChangedSince
from edinstvo.registry.members.models import Category, Membership, Transfer, TransferState
from edinstvo.registry.members.queries.person import category_on, members_on
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.actions.close_organisation import SomethingStandsBelow
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, found, staff
from tests.registry.members.people import a_member, ended, recategorised
from tests.registry.members.transfers import asked
from tests.registry.offices.people import elected, with_login
from tests.registry.organisations.moving import disagreements, fresh, moved
from tests.registry.reorganisations.merging import DAY, heads, merged, split, undone

_TEACHER = MembershipDetails(joined_on=date(1990, 9, 1), category=Category.PEDAGOGICAL, position="учитель")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_college_with_parts_is_merged_into_a_school_and_taken_back(cast: Cast) -> None:
    stays = [a_member(cast.college, details=_TEACHER), a_member(cast.group, "Ветрова Нина")]
    left = ended(a_member(cast.college, "Белова Анна"), TODAY - timedelta(days=400))
    waits = asked(stays[1], cast.mtsensk_school, actor=chair(cast.college))
    act = merged(cast.college, cast.lyceum, actor=staff(cast.kostroma))
    assert (act.people, act.closed) == (2, [cast.group.pk, cast.evening_department.pk, cast.college.pk])
    assert {fresh(place).closed_on for place in (cast.college, cast.evening_department, cast.group)} == {DAY}
    here = Membership.objects.filter(Membership.OPEN, organisation=cast.lyceum).order_by("pk")
    assert [(one.person_id, one.registered_on, one.region_id) for one in here] == [
        (stay.person_id, DAY, cast.kostroma.pk) for stay in stays
    ]
    assert (here[0].joined_on, here[0].position, category_on(membership_id=here[0].pk, on=TODAY)) == (
        date(1990, 9, 1),
        "учитель",
        "pedagogical",
    )
    assert Transfer.objects.get(pk=waits.pk).state == TransferState.LAPSED
    assert Membership.objects.get(pk=left.pk).organisation == cast.college
    assert heads(cast.union, cast.buy, cast.college, cast.galich, cast.lyceum) == [2, 0, 0, 2, 2]
    assert len(members_on(organisation=cast.college, on=DAY - timedelta(days=1), seen_by=OPERATOR)) == 2
    verbs = Entry.objects.filter(verb="organisation_merged").order_by("object_id").values_list("object_id", "after")
    assert [(id_, after["people"]) for id_, after in verbs] == sorted([(cast.lyceum.pk, 2), (cast.college.pk, 2)])

    undone(act)
    assert {fresh(place).closed_on for place in (cast.college, cast.evening_department, cast.group)} == {None}
    back = Membership.objects.filter(Membership.OPEN).order_by("pk")
    assert [one.pk for one in back] == [stay.pk for stay in stays]
    assert heads(cast.union, cast.buy, cast.college, cast.galich, cast.lyceum) == [2, 2, 2, 0, 0]
    assert len(members_on(organisation=cast.lyceum, on=TODAY, seen_by=OPERATOR, known_on=NOW)) == 2
    assert members_on(organisation=cast.lyceum, on=TODAY, seen_by=OPERATOR) == []
    assert undone(act).undone_reason == "Решение отменено"


def test_entered_late_it_takes_the_category_of_its_day_along_and_those_that_came_later(cast: Cast) -> None:
    stay = a_member(cast.berezovka, details=_TEACHER)
    recategorised(stay, Category.MANAGER, since=DAY + timedelta(days=20))
    [new] = merged(cast.berezovka, cast.lyceum).stays.values_list("new_stay_id", flat=True)
    days = (DAY, DAY + timedelta(days=19), DAY + timedelta(days=20))
    assert [category_on(membership_id=new, on=day) for day in days] == ["pedagogical", "pedagogical", "manager"]


def test_a_territory_gives_its_organisations_to_another_region_and_back(cast: Cast) -> None:
    a_member(cast.berezovka)
    with pytest.raises(PowerMissing):
        merged(cast.galich, cast.mtsensk, actor=staff(cast.kostroma))
    act = merged(cast.galich, cast.mtsensk, actor=staff(cast.union), kind=Kind.CLOSED)
    assert (act.people, sorted(act.moved)) == (0, sorted([cast.berezovka.pk, cast.lyceum.pk]))
    assert (fresh(cast.galich).closed_on, fresh(cast.berezovka).region_id) == (DAY, cast.oryol.pk)
    assert heads(cast.kostroma, cast.oryol) == [0, 1]
    undone(act)
    assert (fresh(cast.galich).closed_on, fresh(cast.berezovka).region_id) == (None, cast.kostroma.pk)
    assert heads(cast.kostroma, cast.oryol) == [1, 0]
    assert disagreements() == []


@pytest.mark.parametrize("is_founded_then", [False, True])
def test_what_came_on_the_very_day_goes_back_to_where_it_came(cast: Cast, *, is_founded_then: bool) -> None:
    if is_founded_then:
        child = found(cast.galich, "ППО Новой школы", type="primary", on=DAY)
    else:
        child = moved(cast.mtsensk_school, cast.galich, on=DAY)
    act = merged(cast.galich, cast.buy, at=NOW + timedelta(minutes=1))
    assert fresh(child).parent == cast.buy
    undone(act)
    assert fresh(child).parent == cast.galich
    assert disagreements() == []


def test_some_split_off_and_come_back_while_nobody_has_changed(cast: Cast) -> None:
    nina, anna = a_member(cast.berezovka, "Ветрова Нина"), a_member(cast.berezovka, "Белова Анна")
    act = split(cast, nina)
    assert (act.target.parent, act.target.type, act.target.founded_on) == (cast.galich, "primary", DAY)
    assert act.target.inpo
    assert heads(cast.galich, cast.berezovka, act.target) == [2, 1, 1]
    assert Membership.objects.get(pk=anna.pk).is_open
    gone = Membership.objects.get(Membership.OPEN, organisation=act.target)
    newcomer = a_member(act.target, "Серова Инна", since=TODAY)
    with pytest.raises(SomethingStandsBelow):
        undone(act)
    ended(newcomer, TODAY)
    ended(gone, TODAY)
    with pytest.raises(ChangedSince) as told:
        undone(act)
    assert told.value.count == 1


def test_a_split_taken_back_leaves_a_closed_organisation_with_its_number(cast: Cast) -> None:
    nina = a_member(cast.berezovka, "Ветрова Нина")
    act = undone(split(cast, nina))
    assert (fresh(act.target).closed_on, fresh(act.target).inpo) == (DAY, act.target.inpo)
    assert Membership.objects.get().pk == nina.pk
    assert heads(cast.galich, cast.berezovka, act.target) == [1, 1, 0]


def test_mandates_end_with_it_and_go_on_when_it_is_taken_back(cast: Cast) -> None:
    chair = elected(cast.berezovka, "chair", a_member(cast.berezovka, "Ветрова Нина").person_id)
    user = with_login(chair)
    beside = elected(cast.galich, "committee", chair.person_id)
    act = merged(cast.berezovka, cast.lyceum)
    assert [row.is_open for row in Mandate.objects.filter(pk__in=[chair.pk, beside.pk]).order_by("pk")] == [False, True]
    assert not Grant.objects.filter(user=user, valid_until=None).exists()
    assert undone(act).lost_mandates == 0
    again = Mandate.objects.get(pk=chair.pk)
    assert (again.is_open, again.end_reason) == (True, "")
    assert Grant.objects.filter(user=user, valid_until=None, organisation_id=cast.berezovka.pk).count() == 1
    assert Entry.objects.filter(verb="mandate_revived").count() == 1


def test_a_mandate_does_not_go_on_where_its_holder_left_meanwhile(cast: Cast) -> None:
    stays = [a_member(cast.berezovka, "Ветрова Нина"), a_member(cast.berezovka, "Белова Анна")]
    leaver = elected(cast.berezovka, "committee", stays[0].person_id)
    act = split(cast, stays[0])
    assert act.ended_mandates == [[leaver.pk, 2]]
    Mandate.objects.filter(pk=leaver.pk).update(version=3)
    assert undone(act).lost_mandates == 1
    assert not Mandate.objects.get(pk=leaver.pk).is_open


def test_a_trial_of_a_split_says_what_it_touches_and_changes_nothing(cast: Cast) -> None:
    stays = [a_member(cast.berezovka, "Ветрова Нина"), a_member(cast.berezovka, "Белова Анна")]
    held = elected(cast.berezovka, "committee", stays[0].person_id)
    tried = split_organisation(
        actor=OPERATOR,
        source=cast.berezovka,
        name="ППО Новой школы",
        short_name="ППО Новой школы",
        stay_ids=[stays[0].pk],
        on=DAY,
        decision="№ 9",
        at=NOW,
        is_trial=True,
    )
    assert (tried.people, tried.ended_mandates) == (1, [[held.pk, 2]])
    assert Mandate.objects.get(pk=held.pk).is_open
    assert not Reorganisation.objects.exists()
    assert heads(cast.berezovka) == [2]
    assert split(cast, stays[0]).target.inpo == tried.target.inpo
