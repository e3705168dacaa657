"""Which regions have built their structure: the table, one region, and its confirmation."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.insight.indicators.queries.structure import structures_on, structures_today
from edinstvo.insight.indicators.queries.tree import tree_on
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import PRIMARY_TYPES, ConfirmedStructure, Organisation
from tests.cast import NOW, TODAY, Cast, a_primary, a_union, visitor
from tests.registry.offices.people import elected, with_login

DECISION = "Постановление президиума от 01.11.2025 № 4"


@pytest.fixture
def cast(db: None) -> Cast:
    """The primary of Oryol has a chair who can sign in, those of Kostroma have none."""
    cast = a_union()
    for number, primary in enumerate(Organisation.objects.filter(region=cast.oryol, type__in=PRIMARY_TYPES)):
        with_login(elected(primary), f"chair{number}")
    return cast


def _address(region: Organisation) -> str:
    return f"/indicators/structure/{region.inpo}/"


def _confirm(browser: Client, region: Organisation, primaries: object, **said: object) -> str:
    region.refresh_from_db()
    told = {"primaries": primaries, "on": "01.11.2025", "decision": DECISION, "version": region.version, **said}
    return browser.post(_address(region), told, follow=True).content.decode().replace("\xa0", " ")


def _primaries(region: Organisation) -> int:
    return Organisation.objects.filter(region=region, type__in=PRIMARY_TYPES, closed_on=None).count()


class TestARegion:
    def test_is_built_when_it_confirmed_what_stands_and_every_chair_has_access(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.oryol)
        assert "Структура построена" not in browser.get(_address(cast.oryol)).content.decode()
        page = _confirm(browser, cast.oryol, _primaries(cast.oryol))
        assert "Структура построена" in page
        assert Entry.objects.filter(verb="structure_confirmed", reason=DECISION).count() == 1
        Grant.objects.filter(organisation_id__in=_chaired(cast.oryol)).update(valid_until=TODAY)
        assert "Структура построена" not in browser.get(_address(cast.oryol)).content.decode()

    def test_asks_for_the_number_and_never_says_it_in_the_field(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.oryol)
        for _ in range(2):
            page = browser.get(_address(cast.oryol)).content.decode()
            [field] = re.findall(r'<input[^>]*name="primaries"[^>]*>', page)
            assert "value=" not in field
            assert "placeholder=" not in field
            assert "не по реестру" in page
            _confirm(browser, cast.oryol, 17)
        assert "сколько их по собственному списку" in _confirm(browser, cast.oryol, "")

    def test_names_whose_chair_cannot_sign_in_and_leads_to_the_letters(self, cast: Cast) -> None:
        page = visitor(Role.STAFF, cast.kostroma).get(_address(cast.kostroma)).content.decode()
        assert cast.berezovka.short_name in page.replace("\xa0", " ")
        assert f"/letters/{cast.kostroma.inpo}/" in page

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"on": "01.01.2999"}, "не наступил"),
            ({"decision": ""}, "чьё это решение"),
            ({"on": "01.01.1900"}, "основана позже"),
            ({"version": 999}, "изменил"),
        ],
    )
    def test_a_refusal_is_said_and_what_was_typed_stays(
        self, said: dict[str, object], sentence: str, cast: Cast
    ) -> None:
        page = _confirm(visitor(Role.STAFF, cast.oryol), cast.oryol, 17, **said)
        assert sentence in page
        assert 'value="17"' in page
        assert not ConfirmedStructure.objects.exists()

    def test_only_whoever_manages_the_region_confirms(self, cast: Cast) -> None:
        auditor = visitor(Role.AUDITOR, cast.oryol)
        assert '<form class="panel"' not in auditor.get(_address(cast.oryol)).content.decode()
        assert auditor.post(_address(cast.oryol), {"primaries": 1}).status_code == 404
        assert visitor(Role.STAFF, cast.kostroma).get(_address(cast.oryol)).status_code == 404
        assert visitor(Role.STAFF, cast.union).get(f"/indicators/structure/{cast.galich.inpo}/").status_code == 404


class TestThePrimaries:
    """Behind each number stand exactly as many organisations, a page at a time."""

    @staticmethod
    def _walked(browser: Client, address: str) -> list[str]:
        """The addresses of all organisations that are listed, through every page."""
        found: list[str] = []
        while address:
            page = browser.get(address).content.decode()
            found += re.findall(r'<li><div><a href="(/organisations/[^"]+)"', page)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            address = unescape(following.group(1)) if following else ""
        return found

    def test_each_number_opens_to_as_many(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        for number in range(55):
            a_primary(cast.galich, f"ППО школы № {number + 100}")
        [built] = structures_today([cast.kostroma], on=TODAY)
        assert built.without_access > 50
        counts = {"": built.primaries, "?lacks=access": built.without_access, "?lacks=number": built.without_number}
        for asked, count in counts.items():
            found = self._walked(browser, f"{_address(cast.kostroma)}primaries/{asked}")
            assert len(found) == len(set(found)) == count
        table = browser.get("/indicators/structure/").content.decode()
        for region in (cast.kostroma, cast.oryol):
            assert f'<a href="{_address(region)}primaries/">{_primaries(region)}</a>' in table
        assert self._walked(browser, f"{_address(cast.oryol)}primaries/?lacks=access") == []

    def test_the_region_names_the_first_fifty_and_leads_on(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        for number in range(55):
            a_primary(cast.galich, f"ППО школы № {number + 100}")
        [built] = structures_today([cast.kostroma], on=TODAY)
        assert len(self._walked(browser, _address(cast.kostroma))) == built.without_access > 50
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{_address(cast.kostroma)}primaries/?lacks=access")
        assert len(asked) <= 12

    def test_are_for_those_who_see_the_region(self, cast: Cast) -> None:
        for role, place in ((Role.CHAIR, cast.berezovka), (Role.STAFF, cast.galich), (Role.STAFF, cast.oryol)):
            assert visitor(role, place).get(f"{_address(cast.kostroma)}primaries/").status_code == 404
        auditor = visitor(Role.AUDITOR, cast.kostroma)
        page = auditor.get(f"{_address(cast.kostroma)}primaries/?lacks=access").content.decode()
        assert cast.berezovka.short_name in page.replace("\xa0", " ")
        assert "/letters/" not in page


class TestTheTable:
    def test_tells_all_regions_who_lacks_most_first(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        _confirm(browser, cast.oryol, _primaries(cast.oryol))
        page = browser.get("/indicators/structure/").content.decode().replace("\xa0", " ")
        assert page.index(cast.kostroma.short_name) < page.index(cast.oryol.short_name)
        assert "1 из 2" in page

    def test_says_of_today_what_the_dated_facts_say(self, cast: Cast) -> None:
        ConfirmedStructure.objects.create(
            organisation=cast.oryol, primaries=_primaries(cast.oryol), valid_from=date(2025, 11, 1), known_since=NOW
        )
        regions = [cast.kostroma, cast.oryol]
        by_day = {one.region_id: one for one in structures_on(TODAY, tree=tree_on(TODAY))}
        assert structures_today(regions, on=TODAY) == [by_day[region.pk] for region in regions]
        assert by_day[cast.oryol.pk].is_built


def _chaired(region: Organisation) -> list[int]:
    chairs = Mandate.objects.filter(Mandate.OPEN, region=region, office="chair")
    assert Membership.objects.filter(person__in=chairs.values("person")).exists()
    return list(chairs.values_list("organisation_id", flat=True))
