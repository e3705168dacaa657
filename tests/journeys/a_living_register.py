"""The people of one union in their browsers: who they are, how they come in, what they find and read."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.foundation.documents.papers import texts_of
from tests.journeys.browser import DESK, Visit, signed_in, visit

PASSWORD, OWN = "zelenaya-tetrad", "three words of one's own"
SECRETS = re.compile(r"Логин (\S+) Одноразовый код (\S+)")
WORK = 30_000
TODAY = date.today()
LAST_YEAR = date(TODAY.year - 1, 9, 1)


@dataclass
class Story:
    """The union as its people meet it: a town that is new in the register, two schools, one chair."""

    browser: Browser
    home: str
    folder: Path
    javascript: bool
    town: str
    to_region: str
    letter: str = ""
    target: str = ""
    logins: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def territory(self) -> str:
        return f"{self.town}ская районная организация"

    @property
    def moving(self) -> str:
        return f"{self.town}ова Ольга Сергеевна"

    @property
    def twice(self) -> str:
        return f"{self.town}ина Инна Павловна"

    @property
    def stays(self) -> str:
        return f"{self.town}ов Егор Львович"

    @property
    def school(self) -> str:
        return f"ППО {self.town}ской школы № 1"

    def somebody(self, *, width: int = DESK) -> AbstractContextManager[Visit]:
        """A new person at a window of their own."""
        return visit(self.browser, self.home, width=width, javascript=self.javascript)


def sign_in(person: Visit, login: str, password: str = PASSWORD) -> Page:
    """With a login of the demonstration, unless the password is one's own."""
    return signed_in(person, login, password)


def said(page: Page, words: str) -> None:
    """Somewhere on the page one reads these words."""
    expect(page.get_by_text(words).first).to_be_visible()


def downloaded(page: Page, path: Path) -> list[str]:
    """The printed letters, as they read."""
    button = page.get_by_role("button", name="Скачать письм")
    expect(button).to_be_visible(timeout=WORK)
    with page.expect_download() as download:
        button.click()
    download.value.save_as(path)
    return texts_of(path.read_bytes())


def come_in(person: Visit, letter: str) -> str:
    """With the letter in hand: the address, the login and the code that are printed on it. Returns the login."""
    ((login, code),) = SECRETS.findall(letter)
    (address,) = re.findall(r"Откройте страницу \S+(/letter/)", letter)
    page = person.open(address)
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Одноразовый код").fill(code)
    page.get_by_label("Новый пароль", exact=True).fill(OWN)
    page.get_by_label("Новый пароль ещё раз").fill(OWN)
    page.get_by_role("button", name="Сохранить и войти").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return login


def act(page: Page, name: str) -> None:
    """One of the acts that a member's page keeps under a heading."""
    page.get_by_text("Другие действия").click()
    page.get_by_role("link", name=name).click()


def find_in_list(person: Visit, name: str) -> None:
    """Open somebody's page from the list of members, as on a phone."""
    page = person.open("/members/")
    page.get_by_role("main").get_by_role("searchbox").fill(name)
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def section(page: Page, heading: str) -> Locator:
    """The part of a page under a heading."""
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading, exact=True))


def last_year(person: Visit, story: Story) -> list[str]:
    """Whom the list of a day of last year names, and what the page of the town says of that day."""
    page = person.open(story.pages["territory"])
    page.get_by_label("На дату").fill(LAST_YEAR.isoformat())
    page.get_by_role("button", name="Показать").click()
    said(page, "Так было 1 сентября")
    told = [section(page, heading).inner_text() for heading in ("Что входило", "Сведения на тот день")]
    assert "Костромская областная организация" in told[1]
    person.open(story.pages["territory"])
    page.get_by_role("main").get_by_role("link", name="Члены Профсоюза").click()
    page.get_by_role("link", name="Готовые списки").click()
    as_of = section(page, "На дату")
    as_of.get_by_label("На дату").fill(LAST_YEAR.isoformat())
    as_of.get_by_role("button", name="Показать").click()
    there = [story.moving, story.twice, story.twice, story.stays]
    expect(page.locator("table a.name")).to_have_count(len(there))
    names = page.locator("table a.name").all_inner_texts()
    assert sorted(names) == sorted(there)
    return [*told, *names]
