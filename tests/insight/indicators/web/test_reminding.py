"""The centre reminds the regions that lack their structure."""

from dataclasses import dataclass

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.models import Notice
from edinstvo.insight.indicators.models import StructureReminder
from tests.cast import Cast, a_union, visitor

ADDRESS = "/indicators/structure/remind/"


@dataclass(frozen=True)
class Scene:
    """Both regions lack something; of Kostroma two people manage it, of Oryol nobody."""

    cast: Cast
    centre: Client
    kostroma: Client


@pytest.fixture
def scene(db: None) -> Scene:
    cast = a_union()
    visitor(Role.CHAIR, cast.kostroma)
    return Scene(cast, visitor(Role.STAFF, cast.union), visitor(Role.STAFF, cast.kostroma))


def _page(browser: Client) -> str:
    return browser.get(ADDRESS).content.decode().replace("\xa0", " ")


def _reminded(browser: Client) -> str:
    return browser.post(ADDRESS, follow=True).content.decode().replace("\xa0", " ")


def test_says_whom_it_reaches_and_tells_each_of_them_what_is_missing(scene: Scene) -> None:
    page = _page(scene.centre)
    assert "Напомнить 2 людям" in page
    assert page.index("Кого не достигнет") < page.index(scene.cast.oryol.short_name)
    assert "Напоминание ушло 2 людям" in _reminded(scene.centre)
    told = Notice.objects.filter(template="indicators/unbuilt")
    assert {notice.organisation_id for notice in told} == {scene.cast.kostroma.pk}
    assert "не подтверждено" in told[0].text
    entry = Entry.objects.get(verb="structures_reminded")
    assert entry.after == {"regions": 1, "people": 2}


def test_leads_from_the_message_to_the_region_itself(scene: Scene) -> None:
    _reminded(scene.centre)
    assert f"/indicators/structure/{scene.cast.kostroma.inpo}/" in scene.kostroma.get("/notices/").content.decode()


def test_once_a_day_is_enough(scene: Scene) -> None:
    _reminded(scene.centre)
    assert "Сегодня им уже напоминали" in _reminded(scene.centre)
    assert (StructureReminder.objects.count(), Notice.objects.filter(template="indicators/unbuilt").count()) == (1, 2)
    assert "Напомнить 2" not in _page(scene.centre)


def test_only_the_centre_reminds(scene: Scene) -> None:
    for browser in (scene.kostroma, visitor(Role.AUDITOR, scene.cast.union)):
        assert (browser.get(ADDRESS).status_code, browser.post(ADDRESS).status_code) == (404, 404)
        assert ADDRESS not in browser.get("/indicators/structure/").content.decode()
    assert ADDRESS in scene.centre.get("/indicators/structure/").content.decode()
