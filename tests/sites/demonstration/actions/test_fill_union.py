"""A small union as it stands in the register after the filling."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, F, Q
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry, Reading
from edinstvo.foundation.tallies.queries import figures
from edinstvo.membership.cards.models import Card
from edinstvo.registry.consents.models import ConsentText, Duty, Kind
from edinstvo.registry.consents.queries.standing import lacking_among
from edinstvo.registry.members.models import Membership, NameAlias, Person, PersonVersion
from edinstvo.registry.offices.actions.end_lost_mandates import end_all_lost_mandates
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.queries.standing import composition
from edinstvo.registry.organisations.models import (
    PRIMARY_TYPES,
    REGIONAL_TYPES,
    Organisation,
    OrganisationName,
    OrganisationType,
)
from edinstvo.registry.organisations.queries.figures import coverage_of
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS, read_inpo
from edinstvo.sites.demonstration.actions.fill_union import NotEmpty, fill_union
from edinstvo.sites.demonstration.queries import listed_organisations, logins
from edinstvo.sites.demonstration.rules.logins import PASSWORD, SHOWN_LOGINS
from tests.cast import OPERATOR
from tests.sites.demonstration.small_union import NOW, SMALL

pytestmark = pytest.mark.usefixtures("filled")
TODAY = timezone.localdate(NOW)


def _years() -> Iterator[tuple[date, date]]:
    """The five years before today, then the calendar years that lie whole in them and the present one."""
    for ago in range(5):
        yield TODAY - timedelta(days=365 * (ago + 1)), TODAY - timedelta(days=365 * ago)
        yield date(TODAY.year - ago, 1, 1), min(date(TODAY.year - ago, 12, 31), TODAY)


def _here(short_name: str) -> Organisation:
    return Organisation.objects.get(short_name=short_name, parent__short_name="Галичская районная организация")


@pytest.mark.parametrize("year", list(_years()), ids=str)
def test_each_year_has_joins_exits_renamings_and_transfers(year: tuple[date, date]) -> None:
    stays = Membership.objects.all()
    founding = F("organisation__founded_on")
    assert stays.filter(registered_on__range=year, joined_on=F("registered_on")).exists()
    assert stays.filter(ended_on__range=year).exclude(end_reason="transferred").exists()
    assert stays.filter(ended_on__range=year, end_reason="transferred").exists()
    assert OrganisationName.objects.filter(valid_from__range=year).exclude(valid_from=founding).exists()
    assert PersonVersion.objects.filter(known_until__date__range=year).exists()
    assert Entry.objects.filter(verb="member_renamed", at__date__range=year).exists()
    assert NameAlias.objects.filter(kind="former").exists()


def test_the_shown_chair_finds_out_who_looked() -> None:
    chair = OfficerLogin.objects.get(user__login="chair").person_id
    looks = Reading.objects.filter(person_id=chair).order_by("at").values_list("actor_name", flat=True)
    assert list(looks) == [User.objects.get(login=login).name for login in ("auditor", "region", "district")]


def test_every_type_of_organisation_stands() -> None:
    assert set(Organisation.objects.values_list("type", flat=True)) == set(OrganisationType)


def test_only_interregional_organisations_cover_several_subjects() -> None:
    covering = Organisation.objects.annotate(covered=Count("subjects")).exclude(covered=0)
    assert covering.count() == SMALL.regions
    for one in covering:
        assert (one.type == OrganisationType.INTERREGIONAL) == (one.covered > 1)


def test_whoever_was_transferred_began_elsewhere_the_same_day() -> None:
    begun = set(Membership.objects.values_list("person_id", "registered_on"))
    left = Membership.objects.filter(end_reason="transferred").values_list("person_id", "ended_on")
    assert len(left) > 20
    assert set(left) <= begun


def test_most_have_agreed_to_sample_texts_and_some_have_taken_it_back() -> None:
    assert set(ConsentText.objects.values_list("is_sample", flat=True)) == {True}
    assert ConsentText.objects.count() == len(Kind)
    people = dict(Person.objects.values_list("pk", "lacks_consent"))
    assert {person for person, lacks in people.items() if lacks} == lacking_among(list(people))
    here = Membership.objects.filter(Membership.OPEN)
    assert not here.exclude(lacks_consent=F("person__lacks_consent")).exists()
    assert 0.88 < here.filter(lacks_consent=False).count() / here.count() < 0.97
    assert set(Duty.objects.values_list("kind_id", flat=True)) == {"processing", "photo"}


def test_nobody_is_on_record_twice() -> None:
    open_ones = Counter(Membership.objects.filter(ended_on=None).values_list("person_id", flat=True))
    assert set(open_ones.values()) == {1}
    by_person: dict[int, list[Membership]] = {}
    for stay in Membership.objects.order_by("registered_on"):
        by_person.setdefault(stay.person_id, []).append(stay)
    for stays in by_person.values():
        for earlier, later in pairwise(stays):
            assert earlier.ended_on is not None
            assert earlier.ended_on <= later.registered_on


@pytest.mark.parametrize(("measure", "whose"), [(OPEN_MEMBERSHIPS, Q()), (RETIRED_MEMBERS, ~Membership.in_workforce())])
def test_the_figures_equal_a_recount(measure: str, whose: Q) -> None:
    organisations = {one.pk: one for one in Organisation.objects.all()}
    counted: Counter[int] = Counter()
    for organisation_id in Membership.objects.filter(whose, ended_on=None).values_list("organisation_id", flat=True):
        counted.update(organisations[organisation_id].chain_ids)
    known = figures(measure=measure, organisation_ids=organisations)
    assert any(counted.values())
    assert known == {id_: counted[id_] for id_ in organisations}


def test_regions_differ_in_records_on_paper_and_whoever_is_marked_holds_a_card() -> None:
    shares = []
    for region in Organisation.objects.filter(type__in=REGIONAL_TYPES):
        here = Membership.objects.filter(Membership.OPEN, region=region)
        shares.append(here.filter(electronic_on=None).count() / max(here.count(), 1))
    assert min(shares) < 0.1 < max(shares)
    held = Card.objects.filter(kind="plastic", ended_on=None).values("person_id")
    marked = Membership.objects.filter(Membership.OPEN, has_plastic_card=True)
    assert set(held.values_list("person_id", flat=True)) == set(marked.values_list("person_id", flat=True)) != set()


def test_coverage_is_believable_and_every_primary_says_what_it_stands_in() -> None:
    primaries = Organisation.objects.filter(type__in=PRIMARY_TYPES, closed_on=None)
    assert not primaries.filter(institution="").exists()
    said = coverage_of(Organisation.objects.get(type="union"), on=timezone.localdate(NOW))
    assert said is not None
    assert said.percent is not None
    assert 50 < said.percent < 100


def test_every_number_is_right_and_given_once() -> None:
    numbers = [number for number in Organisation.objects.values_list("inpo", flat=True) if number]
    assert len(numbers) == len(set(numbers))
    assert [read_inpo(number) for number in numbers] == numbers


def test_nothing_was_known_before_it_happened() -> None:
    for stay in Membership.objects.all():
        assert timezone.localdate(stay.known_since) >= (stay.ended_on or stay.registered_on)
        assert stay.known_since <= NOW
    assert not Entry.objects.filter(at__gt=NOW).exists()


def test_nobody_stays_in_a_closed_organisation() -> None:
    closed = Organisation.objects.exclude(closed_on=None)
    assert closed.count() >= 5
    assert not Membership.objects.filter(organisation__in=closed, ended_on=None).exists()


def test_everybody_in_the_table_can_sign_in() -> None:
    assert [row.login for row in logins()] == [shown.login for shown in SHOWN_LOGINS]
    for row in logins():
        user = authenticate(username=row.login, password=PASSWORD)
        assert isinstance(user, User)
        assert actor_of(user, on=TODAY, address="").may(Power.SEE_MEMBERS)


def test_the_chair_of_the_shown_school_keeps_forty_seven_people() -> None:
    school = _here("ППО Берёзовской школы")
    members = Membership.objects.filter(organisation=school, ended_on=None)
    assert members.count() == 47
    assert members.filter(is_incomplete=True).count() >= 2
    assert members.filter(person__last_name="Белозёрская-Воскресенская").exists()
    assert members.filter(name_key__startswith="смирнова  елена николаевна").count() == 2


def test_its_journal_tells_of_the_last_month() -> None:
    school = _here("ППО Берёзовской школы")
    verbs = Counter(Entry.objects.filter(primary_id=school.pk, actor_id__isnull=False).values_list("verb", flat=True))
    assert verbs >= Counter(member_edited=2, member_admitted=1, membership_ended=1, member_renamed=1)


def test_a_new_school_waits_for_its_first_list() -> None:
    school = _here("ППО Новосёловской школы")
    assert not Membership.objects.filter(organisation=school).exists()
    assert school.founded_on < TODAY


def test_the_list_has_every_open_organisation_and_parents_come_first() -> None:
    listed = listed_organisations()
    assert len(listed) == Organisation.objects.filter(closed_on=None).count()
    assert listed[0].type == OrganisationType.UNION
    assert listed[0].members == Membership.objects.filter(ended_on=None).count()
    assert all((row.inpo is None) == (row.type in ("subdivision", "group")) for row in listed)


def test_it_is_refused_where_an_organisation_exists() -> None:
    with pytest.raises(NotEmpty):
        next(fill_union(at=NOW, scale=SMALL))


def test_organisations_have_chairs_of_their_own_and_the_shown_chair_is_herself() -> None:
    chairs = Mandate.objects.filter(Mandate.OPEN, office="chair")
    assert chairs.count() > SMALL.regions
    led = Membership.objects.filter(Membership.OPEN, registered_on__lte=date(TODAY.year - 2, 10, 15))
    assert set(led.values_list("primary_id", flat=True)) <= set(chairs.values_list("organisation_id", flat=True))
    assert end_all_lost_mandates(actor=OPERATOR, at=NOW) == 0
    school = composition(_here("ППО Берёзовской школы"), on=TODAY, seen_by=OPERATOR)
    assert [one.mandate.office for one in school[:2]] == ["chair", "deputy"]
    assert OfficerLogin.objects.get(user__login="chair").person_id == school[0].person.pk
    assert [one.mandate.office for one in school if one.warns] == ["treasurer"]
