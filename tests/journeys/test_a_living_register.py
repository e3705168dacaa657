"""One story through one union: structure, letters, a transfer between regions, a move, a merge and back, who looked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.a_living_register import (
    OWN,
    TODAY,
    WORK,
    Story,
    act,
    come_in,
    downloaded,
    find_in_list,
    last_year,
    said,
    section,
    sign_in,
)
from tests.journeys.browser import PHONE
from tests.journeys.product import Product, running_product
from tests.registry.structure.committee_lists import workbook_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def product(filled: Path) -> Iterator[Product]:
    with running_product(filled) as product:
        yield product


@pytest.mark.parametrize(
    ("javascript", "town", "to_region"),
    [
        pytest.param(True, "Кологрив", "Амурская областная организация", id="with scripts"),
        pytest.param(False, "Солигалич", "Астраханская областная организация", id="without scripts"),
    ],
)
def test_a_register_lives(
    browser: Browser, product: Product, tmp_path: Path, javascript: bool, town: str, to_region: str
) -> None:
    story = Story(browser, product.home, tmp_path, javascript, town, to_region)
    the_region_brings_its_structure(story)
    the_region_issues_letters(story)
    the_chair_comes_in_and_brings_members(story)
    the_centre_opens_the_other_region(story)
    the_chair_transfers_a_member(story)
    the_other_region_takes_over_and_sees_the_chain(story)
    the_territory_moves_and_last_year_stays(story)
    two_records_become_one_and_two_again(story)
    the_page_names_who_looked(story)


def the_region_brings_its_structure(story: Story) -> None:
    rows = [
        ("Территориальная организация", "Первичная организация", "Председатель", "Телефон"),
        (story.territory, story.school, "Хлебников Пётр Ильич", "8 910 555-02-11"),
        ("", f"ППО {story.town}ского детского сада «Ромашка»", "Зорина Анна Львовна", ""),
    ]
    with story.somebody() as person:
        page = sign_in(person, "region")
        page.get_by_role("navigation").get_by_role("link", name="Наша организация").click()
        page.get_by_role("link", name="Загрузить список организаций").click()
        page.get_by_label("Файл со списком организаций").set_input_files(workbook_at(story.folder, {"Лист1": rows}))
        page.get_by_label("Новые организации стоят с").fill("2015-09-01")
        page.get_by_role("button", name="Прочитать файл").click()
        page.get_by_role("button", name="Внести").click(timeout=WORK)
        expect(page.get_by_role("heading", name="Внесено 3 организации")).to_be_visible(timeout=WORK)
        page.get_by_role("link", name=story.territory).first.click()
        expect(page.get_by_role("heading", name=story.territory)).to_be_visible()
        said(page, "1 сентября 2015")
        story.pages["territory"] = page.url.removeprefix(story.home)


def the_region_issues_letters(story: Story) -> None:
    with story.somebody() as person:
        page = sign_in(person, "region")
        person.open(story.pages["territory"])
        page.locator("#offices").get_by_role("link", name="Всё").click()
        page.get_by_role("link", name="Логины председателей").click()
        said(page, "Хлебников Пётр Ильич")
        page.get_by_role("link", name="Выпустить").first.click()
        page.get_by_role("button", name="Выпустить", exact=True).click()
        letters = downloaded(page, story.folder / "letters.pdf")
        assert len(letters) == 2
    story.letter = next(text for text in letters if "Хлебников" in text)


def the_chair_comes_in_and_brings_members(story: Story) -> None:
    phone = "8 910 555-31-" if story.javascript else "8 910 555-32-"
    rows = [
        ("ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления", "Дата постановки на учёт"),
        (story.moving, "12.03.1980", phone + "10", "Учитель химии", "01.10.2004", "03.09.2018"),
        (story.twice, "05.05.1975", phone + "11", "Учитель музыки", "12.09.1999", "03.09.2018"),
        (story.twice, "", phone + "11", "", "", "02.09.2019"),
        (story.stays, "30.01.1990", phone + "12", "Учитель истории", "05.10.2015", "02.09.2019"),
    ]
    with story.somebody(width=PHONE) as person:
        story.logins["chair"] = come_in(person, story.letter)
        page = person.open("/")
        expect(page.get_by_role("heading", name=story.school)).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Загрузить список").first.click()
        content = workbook_at(story.folder, {"Члены": rows}, name="члены.xlsx")
        page.get_by_label("Файл со списком").set_input_files(content)
        page.get_by_role("button", name="Прочитать файл").click()
        page.get_by_role("button", name="Внести 4 строки").click(timeout=WORK)
        expect(page.get_by_role("heading", name="Внесено 4 строки")).to_be_visible(timeout=WORK)


def the_centre_opens_the_other_region(story: Story) -> None:
    with story.somebody() as person:
        page = sign_in(person, "centre")
        page.get_by_role("navigation").get_by_role("link", name="Наша организация").click()
        page.locator("#offices").get_by_role("link", name="Всё").click()
        page.get_by_role("link", name="Логины председателей").click()
        # The rows below name the region too.
        its_own = page.get_by_role("row").filter(has=page.get_by_role("link", name=story.to_region, exact=True))
        its_own.get_by_role("link", name="Выпустить письмо").click()
        page.get_by_label(re.compile("^Печатные письма")).check()
        page.get_by_role("button", name="Выпустить", exact=True).click()
        (letter,) = downloaded(page, story.folder / "letter.pdf")
    with story.somebody() as person:
        story.logins["other region"] = come_in(person, letter)
        page = person.open("/")
        expect(page.get_by_role("heading", name=story.to_region)).to_be_visible()
        page.get_by_role("main").get_by_role("link", name=re.compile("районная|городская")).first.click()
        school = page.get_by_role("main").get_by_role("link", name=re.compile("^ППО")).first
        story.target = " ".join(school.inner_text().split())


def the_chair_transfers_a_member(story: Story) -> None:
    with story.somebody(width=PHONE) as person:
        page = sign_in(person, story.logins["chair"], OWN)
        find_in_list(person, story.moving)
        act(page, "Перевод")
        box = page.get_by_role("main").get_by_role("searchbox")
        box.fill(story.target)
        box.press("Enter")
        page.get_by_role("listitem").filter(has_text=story.to_region).get_by_role("link").first.click()
        page.get_by_label("Дата заявления").fill("2026-11-02")
        page.get_by_role("button", name="Запросить перевод").click()
        said(page, "Перевод запрошен")
        said(page, story.target)


def the_other_region_takes_over_and_sees_the_chain(story: Story) -> None:
    with story.somebody() as person:
        page = sign_in(person, story.logins["other region"], OWN)
        person.open("/members/")
        page.get_by_role("link", name="Переводы").click()
        page.get_by_role("link", name=story.moving).click()
        said(page, "Ждёт вашего ответа")
        page.get_by_role("link", name="Поставить на учёт").click()
        page.get_by_role("button", name="Поставить на учёт").click()
        page.get_by_role("link", name="Страница члена Профсоюза").click()
        expect(page.get_by_role("heading", level=1, name=story.moving)).to_be_visible()
        said(page, "в Профсоюзе 2")
        stays = section(page, "Членство").get_by_role("listitem")
        expect(stays).to_have_count(2)
        expect(stays.nth(0)).to_contain_text(story.target)
        expect(stays.nth(1)).to_contain_text("с 3 сентября 2018 до ")
        expect(stays.nth(1)).to_contain_text(story.school)


def the_territory_moves_and_last_year_stays(story: Story) -> None:
    with story.somebody() as person:
        page = sign_in(person, "centre")
        before = last_year(person, story)
        person.open(story.pages["territory"])
        page.get_by_role("link", name="Перевести в другую организацию").click()
        box = page.get_by_role("main").get_by_role("searchbox")
        box.fill(story.to_region)
        box.press("Enter")
        page.get_by_role("main").get_by_role("link", name=story.to_region).click()
        said(page, "3 организации, 3 человека на учёте, 2 логина")
        page.get_by_label("С какого дня").fill(TODAY.isoformat())
        page.get_by_label("Решение").fill("Постановление Исполкома № 7-2")
        page.get_by_role("button", name="Перевести организацию").click()
        person.open(story.pages["territory"])
        said(page, f"из «Костромская областная организация» в «{story.to_region}»")
        assert last_year(person, story) == before


def two_records_become_one_and_two_again(story: Story) -> None:
    with story.somebody(width=PHONE) as person:
        page = sign_in(person, story.logins["chair"], OWN)
        person.open("/members/")
        page.get_by_role("link", name="Готовые списки").click()
        page.get_by_role("link", name="Вероятные повторы").click()
        page.get_by_role("main").get_by_role("link", name=story.twice).first.click()
        page.get_by_role("button", name="Объединить записи").click()
        said(page, "Записи объединены")
        person.open("/members/")
        expect(page.get_by_role("link", name=story.twice)).to_have_count(1)
        page.get_by_role("link", name=story.twice).click()
        said(page, "5 мая 1975")
        page.get_by_role("link", name="Разделить").click()
        page.get_by_label("Откуда известно").fill("Однофамилицы: разные дни рождения")
        page.get_by_role("button", name="Разделить").click()
        said(page, "Записи разделены")
        person.open("/members/")
        expect(page.get_by_role("link", name=story.twice)).to_have_count(2)


def the_page_names_who_looked(story: Story) -> None:
    with story.somebody() as person:
        sign_in(person, "centre")
        find_in_list(person, story.twice)
    with story.somebody(width=PHONE) as person:
        page = sign_in(person, story.logins["chair"], OWN)
        find_in_list(person, story.twice)
        page.get_by_role("link", name="Кто смотрел").click()
        looks = section(page, "Открывали").get_by_role("listitem")
        expect(looks.filter(has_text="Сухарева Ирина Владимировна").first).to_contain_text("Открыта запись")
