"""A simulated union in the register: the figures are counted from its rows, and a stopped simulation goes on."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Count

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.membership.benefits.models import Participation
from edinstvo.membership.cards.models import Card
from edinstvo.membership.cards.rules import is_card_number
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, PAPER_RECORDS
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation, Workforce
from edinstvo.registry.organisations.queries.figures import members_in_workforce
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.sites.demonstration.simulation.drawing import TARGETS
from tests.sites.demonstration.simulation.registering import UNION, counted_of, simulate_all, wanted_of


@pytest.fixture(scope="module")
def simulated(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The small union of 2021, taken back when the tests of the module have looked at it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # the plugin's class is not public
        simulate_all()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("simulated", "db")
class TestFigures:
    def test_come_out_exactly(self) -> None:
        counted, wanted = counted_of(), wanted_of(TARGETS)
        assert {name: counted[name] for name in wanted} == wanted

    def test_of_a_branch_are_its_own_and_of_the_regions_come_to_those_of_the_union(self) -> None:
        regions = [counted_of(one) for one in Organisation.objects.filter(type__in=["regional", "interregional"])]
        for name in ("total", "registered", "plastic", "bonus", "joined_online", "primaries", "regions_structured"):
            assert sum(one[name] for one in regions) == counted_of()[name]
        named = [Organisation.objects.get(name=one.name) for one in TARGETS.named]
        assert [counted_of(one)["joined_online"] for one in named] == [one.count for one in TARGETS.named]

    @pytest.mark.parametrize(("name", "model"), [("plastic", Card), ("bonus", Participation)])
    def test_miss_one_row_that_is_deleted(self, name: str, model: type[Card] | type[Participation]) -> None:
        before = counted_of()[name]
        rows = model._default_manager.filter(ended_on=None)
        (rows.filter(kind="plastic") if model is Card else rows)[0].delete()
        assert counted_of()[name] == before - 1

    def test_a_region_is_not_built_without_the_access_of_one_chair(self) -> None:
        built = counted_of()["regions_structured"]
        chair = Mandate.objects.filter(
            organisation__type__in=PRIMARY_TYPES, region__in=_built_regions(), grant_id__isnull=False
        )[0]
        Grant.objects.filter(pk=chair.grant_id).update(valid_until=TARGETS.as_of)
        assert counted_of()["regions_structured"] == built - 1
        assert counted_of(as_of=date(2021, 3, 15))["regions_structured"] == built

    def test_no_region_completes_its_structure_between_the_two_days(self) -> None:
        for day in (TARGETS.structured_by, date(2021, 1, 1)):
            assert counted_of(as_of=day)["regions_structured"] == TARGETS.regions_structured
        assert counted_of(as_of=date(2018, 1, 1))["regions_structured"] == 0

    def test_most_chairs_with_access_came_in_the_last_month_and_some_never(self) -> None:
        counted = counted_of()
        assert counted["chairs_with_access"] > counted["chairs_signed_in"] > counted["chairs_with_access"] / 3
        later = counted_of(as_of=date(2021, 6, 1))
        assert (later["chairs_signed_in"], later["chairs_with_access"]) == (0, counted["chairs_with_access"])
        came = Entry.objects.filter(verb="signed_in")
        assert came.count() == came.values("object_id").distinct().count() < Grant.objects.count()

    def test_kept_ones_are_the_recounted_ones(self) -> None:
        union = Organisation.objects.get(type="union")
        counted = counted_of()
        assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=union.pk) == counted["members"]
        on_paper = figure(measure=PAPER_RECORDS, organisation_id=union.pk)
        assert on_paper == counted["members"] - counted["registered"]
        for mark, name in (("has_plastic_card", "plastic"), ("has_virtual_card", "virtual"), ("has_bonus", "bonus")):
            assert figure(measure=HOLDING_MEASURES[mark], organisation_id=union.pk) == counted[name] > 0


@pytest.mark.usefixtures("simulated", "db")
class TestRows:
    def test_every_primary_has_a_chair_of_its_own_record(self) -> None:
        primaries = Organisation.objects.filter(type__in=PRIMARY_TYPES, closed_on=None)
        chaired = Mandate.objects.filter(Mandate.OPEN, office="chair", organisation__in=primaries)
        assert chaired.count() == primaries.count() > 10
        for one in chaired:
            stay = Membership.objects.get(Membership.OPEN, person=one.person)
            assert (stay.primary_id, stay.registered_on <= one.since) == (one.organisation_id, True)

    def test_cards_have_numbers_that_check_and_differ(self) -> None:
        numbers = list(Card.objects.values_list("number", flat=True))
        assert all(is_card_number(one) for one in numbers)
        assert len(set(numbers)) == len(numbers) > TARGETS.plastic

    def test_nobody_is_twice_on_record(self) -> None:
        twice = (
            Membership.objects.filter(Membership.OPEN).values("person").annotate(rows=Count("pk")).filter(rows__gt=1)
        )
        assert not twice.exists()
        assert Person.objects.filter(memberships__isnull=True).count() == 0

    def test_primaries_say_what_they_stand_in_and_most_how_many_work_there(self) -> None:
        primaries = Organisation.objects.filter(type__in=PRIMARY_TYPES, closed_on=None)
        assert not primaries.filter(institution="").exists()
        for one in primaries:
            assert one.institutions.get().valid_from == one.founded_on
        counted, stated = counted_of(), Workforce.objects.filter(valid_from=TARGETS.base)
        assert 0.7 * primaries.count() < stated.count() <= primaries.count()
        assert 0.5 < counted["covered"] / counted["employed"] < 1
        for one in Workforce.objects.select_related("organisation"):
            members = members_in_workforce(one.organisation, on=one.valid_from)
            assert 0 < members <= one.workers + one.students

    def test_what_was_wished_for_stands_nowhere(self) -> None:
        for entry in Entry.objects.filter(verb="simulation_begun"):
            assert set(entry.after) == {"seal", "organisations"}


def _built_regions() -> list[int]:
    codes = [code for code, share in UNION.shares.items() if share.is_structured]
    names = [UNION.branches[code][0].name for code in codes]
    return list(Organisation.objects.filter(name__in=names).values_list("pk", flat=True))
