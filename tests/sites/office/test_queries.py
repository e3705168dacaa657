"""How many queries a page takes: at most twelve (data.md), and as many with thirty people as with one."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import a_member

MOST = 12


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAFF])
def test_no_page_takes_more_than_twelve_however_many_people_there_are(cast: Cast, role: Role) -> None:
    place = cast.berezovka if role is Role.CHAIR else cast.kostroma
    browser, person = visitor(role, place), a_member(cast.berezovka).person_id
    pages = [
        "/",
        "/members/",
        "/members/?q=абрамова",
        "/members/?q=абромова",
        f"/members/{person}/",
        f"/organisations/{place.inpo}/",
        f"/organisations/{cast.berezovka.inpo}/",
        "/imports/",
        "/journal/",
        "/transfers/",
    ]
    before = {page: _queries(browser, page) for page in pages}
    for n in range(30):
        a_member(cast.berezovka, f"Абрамова Анна {'я' * n}", date(1980, 1, 1 + n % 28))
    after = {page: _queries(browser, page) for page in pages}
    assert {page: count for page, count in after.items() if count > MOST} == {}
    assert all(after[page] <= before[page] + 1 for page in pages)


def _queries(browser: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(page).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in captured)
