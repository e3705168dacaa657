"""What a phone of 360 px must not lose: menus inside its window, long words in a tree, the keyboard's place."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import PASSWORD, a_primary, a_region, a_territory, a_union, a_user
from tests.journeys.browser import DESK, PHONE, Visit, visit
from tests.journeys.pages_server import serve_pages
from tests.registry.imports.lists import planned as planned_members
from tests.registry.members.lists import an_export
from tests.registry.members.people import a_member
from tests.registry.offices.people import elected
from tests.registry.structure.committee_lists import planned as planned_structure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chief(browser: Browser) -> Iterator[Visit]:
    """Somebody of the centre with a phone, where regions have long names."""
    cast = a_union()
    region = a_region(cast.union, "Красногвардейскоозёрская республиканская организация", seat="07")
    for name in ("Баксанская", "Черекская", "Чегемская", "Эльбрусская", "Зольская"):
        a_territory(region, f"{name} районная организация")
    a_member(cast.berezovka, "Ветрова Нина Степановна", None)
    a_user("chief", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
    with serve_pages() as home, visit(browser, home, width=PHONE) as person:
        page = person.open("/sign-in/")
        page.get_by_label("Логин").fill("chief")
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        yield person


def test_conditions_of_the_list_open_inside_the_window(chief: Visit) -> None:
    page = chief.open("/members/")
    page.get_by_text("Ещё условия", exact=True).click()
    for field in ("Категория", "Возраст от", "Возраст до"):
        box = page.get_by_label(field).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE


def test_a_tree_of_long_names_is_no_wider_than_the_window(chief: Visit) -> None:
    chief.open("/organisations/")
    chief.assert_accessible()


def test_escape_closes_a_menu_and_gives_the_focus_back(chief: Visit) -> None:
    page = chief.open("/members/")
    page.get_by_text("Ещё условия", exact=True).click()
    page.get_by_label("Возраст от").focus()
    page.keyboard.press("Escape")
    assert not page.get_by_label("Возраст от").is_visible()
    assert page.evaluate("document.activeElement.innerText.trim()") == "Ещё условия"


def test_the_longest_words_of_a_list_break_in_its_plan(chief: Visit) -> None:
    school = Organisation.objects.get(name="ППО Берёзовской средней школы")
    territory = Organisation.objects.get(pk=school.territory_id)
    word = "Красногвардейскоозёрская" * 4
    similar = f"ППО {word} школы № 1"
    a_primary(territory, similar)
    rows = [("", f"{similar} города", "", "", "", "", ""), ("", f"ППО {word} {word} школы № 2", "", "", "", "", "")]
    structure = planned_structure(territory, rows)
    StructurePlan.objects.filter(pk=structure.pk).update(file_name=f"{word}.xlsx")
    person = (f"{word} Анна Петровна", "позавчерашнего_" * 6, "восемь-девятьсот-" * 6, word, "")
    members = planned_members(school, [person], name=f"{word}.csv")
    for width in (PHONE, DESK):
        chief.page.set_viewport_size({"width": width, "height": 800})
        for address in (f"/structure/{structure.pk}/?show=all", f"/imports/{members.pk}/?show=all"):
            chief.open(address)
            assert chief.page.get_by_text(word).count() > 1
            chief.assert_accessible()


# What of a stacked table reaches beyond it, and the captions whose longest word is wider than their column.
_CROWDED = """() => [...document.querySelectorAll('.stack td')].flatMap(cell => {
  const edge = cell.closest('.stack').getBoundingClientRect().right + 0.5
  const beyond = [...cell.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > edge)
  const pen = document.createElement('canvas').getContext('2d')
  pen.font = getComputedStyle(cell, '::before').font
  const room = parseFloat(getComputedStyle(cell).gridTemplateColumns)
  const broken = (cell.dataset.l || '').split(' ').filter(word => pen.measureText(word).width > room)
  return [...beyond.map(part => part.textContent), ...broken]
})"""


def test_tables_keep_their_words_whole_and_inside(chief: Visit) -> None:
    user = User.objects.get(login="chief")
    an_export(actor_of(user, on=timezone.localdate(), address=""))
    Work.objects.update(state=Work.State.DONE, finished_at=timezone.now())
    school = Organisation.objects.get(pk=Membership.objects.get().organisation_id)
    elected(school, person_id=Membership.objects.get().person_id)
    assert school.parent is not None
    for address in ("/exports/", "/retention/", f"/letters/{school.parent.inpo}/"):
        page = chief.open(address)
        assert page.locator(".stack td").count() > 0, address
        assert page.evaluate(_CROWDED) == [], address
