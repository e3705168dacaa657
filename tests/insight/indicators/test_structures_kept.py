"""What is kept of the structure of the regions is what the facts say, whatever changes them (ADR 0026)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import sight_of
from edinstvo.insight.indicators.actions.keep_structures import keep_structures
from edinstvo.insight.indicators.models import Structure, StructureChange
from edinstvo.insight.indicators.queries.structure import Built, counted_structures, structures_today
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.models import EndReason, Mandate, OfficerLogin
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, actor
from tests.registry.members.people import a_member
from tests.registry.offices.people import elected, with_login
from tests.registry.organisations.moving import moved

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    """The chair of Berezovka can sign in, nobody else can; all of it is kept."""
    cast = a_union()
    with_login(elected(cast.berezovka))
    keep_structures(on=TODAY)
    return cast


def _told(cast: Cast, *, on: date = TODAY) -> list[Built]:
    return structures_today([cast.kostroma, cast.oryol], on=on)


def _of_facts(cast: Cast, *, on: date = TODAY) -> list[Built]:
    counted = counted_structures([cast.kostroma.pk, cast.oryol.pk], on=on)
    return [Built(id_, None, *counts) for id_, counts in counted.items()]


def _chair(cast: Cast) -> Mandate:
    return Mandate.objects.get(organisation=cast.berezovka, office="chair")


def _elect(cast: Cast) -> None:
    with_login(elected(cast.mtsensk_school), "mtsensk")


def _end(cast: Cast) -> None:
    said = {"ended_on": TODAY, "reason": EndReason.OWN_WISH, "decision": "Протокол № 3"}
    close_mandate(actor=OPERATOR, mandate=_chair(cast), at=NOW, **said)


def _take_role(cast: Cast) -> None:
    Grant.objects.filter(organisation_id=cast.berezovka.pk).update(valid_until=TODAY)


def _take_login(cast: Cast) -> None:
    OfficerLogin.objects.filter(person_id=_chair(cast).person_id).delete()


def _found(cast: Cast) -> None:
    a_primary(cast.galich, "ППО детского сада № 7")


def _close(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.lyceum.pk).update(closed_on=TODAY)


def _move(cast: Cast) -> None:
    moved(cast.galich, cast.oryol, on=TODAY)


CHANGES = [_elect, _end, _take_role, _take_login, _found, _close, _move]
Change = Callable[[Cast], None]


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_told_at_once_and_after_the_worker_too(cast: Cast, change: Change) -> None:
    before = _told(cast)
    change(cast)
    assert _told(cast) == _of_facts(cast) != before
    assert keep_structures(on=TODAY) >= 1
    with CaptureQueriesContext(connection) as found:
        assert _told(cast) == _of_facts(cast)
    # One for what is kept; the others are of the count that it is compared with.
    assert len(found) == 1 + 3


def test_what_has_nothing_to_do_with_it_leaves_no_mark(cast: Cast) -> None:
    a_member(cast.berezovka, "Другая Анна")
    elected(cast.lyceum, "treasurer", name="Третья Анна")
    Organisation.objects.filter(pk=cast.berezovka.pk).update(version=9)
    assert list(StructureChange.objects.all()) == []
    assert keep_structures(on=TODAY) == 0


def test_a_role_that_ends_tomorrow_is_told_tomorrow(cast: Cast) -> None:
    Grant.objects.filter(organisation_id=cast.berezovka.pk).update(valid_until=TOMORROW)
    keep_structures(on=TODAY)
    assert _told(cast) == _of_facts(cast)
    assert _told(cast, on=TOMORROW) == _of_facts(cast, on=TOMORROW) != _told(cast)
    assert keep_structures(on=TOMORROW) == 2
    assert set(Structure.objects.values_list("counted_for", flat=True)) == {TOMORROW}


def test_a_mark_is_left_by_whoever_does_not_see_the_region(cast: Cast) -> None:
    stranger = actor(Role.CHAIR, cast.mtsensk_school)
    login = OfficerLogin.objects.get(person_id=_chair(cast).person_id)
    with sight_of(stranger):
        assert not Mandate.objects.filter(pk__gt=0).exists()
        OfficerLogin.objects.filter(pk=login.pk).delete()
    assert _told(cast) == _of_facts(cast)
    assert StructureChange.objects.filter(region_id=cast.kostroma.pk).exists()


def test_each_is_told_in_the_order_asked(cast: Cast) -> None:
    _elect(cast)
    for regions in ([cast.kostroma, cast.oryol], [cast.oryol, cast.kostroma]):
        assert [one.region_id for one in structures_today(regions, on=TODAY)] == [region.pk for region in regions]


def test_a_region_that_stands_no_more_is_not_kept(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.oryol.pk).update(closed_on=TODAY)
    keep_structures(on=TODAY)
    assert set(Structure.objects.values_list("region_id", flat=True)) == {cast.kostroma.pk}


class TestAnyOrder(TestCase):
    @given(st.lists(st.sampled_from([*CHANGES, None]), max_size=8, unique=True))
    @settings(max_examples=15, deadline=None)
    def test_whenever_the_worker_comes_in_between(self, steps: list[Change | None]) -> None:
        cast = a_union()
        with_login(elected(cast.berezovka))
        for step in steps:
            if step is None:
                keep_structures(on=TODAY)
            elif step is not _end or Mandate.objects.filter(Mandate.held_on(TODAY), pk=_chair(cast).pk).exists():
                step(cast)
            assert _told(cast) == _of_facts(cast)
