"""The page of a list in every state it can be in, and what may be done there, by whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.models import State
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.foundation.retention.nights import night
from tests.registry.imports.lists import planned, planned_file
from tests.registry.imports.web.wizard import ANNA, BORIS, NAMELESS, START, address, bring, committed, text, undone
from tests.registry.members.people import a_former_member

POSTED = ("commit", "drop", "again")
ACTS = (*POSTED, "undo")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_list_being_read_says_so_and_offers_nothing_else(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = bring(browser)
    page = text(browser, address(plan))
    assert "<progress" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert not any(address(plan, act) in page for act in ACTS)
    part = browser.get(address(plan, "progress"))
    assert "HX-Refresh" not in part.headers
    assert part.content.decode().lstrip().startswith('<div class="progress')


def test_a_checked_list_shows_the_problems_first(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = planned(cast.berezovka, [ANNA, BORIS, NAMELESS])
    page = text(browser, address(plan))
    assert "Белозёрский Борис Ильич" in page
    assert '<span class="pen">31.02.1991</span>' in page
    assert "Иванова Анна Петровна" not in page
    assert "Иванова Анна Петровна" in text(browser, f"{address(plan)}?show=all")
    assert "Иванова Анна Петровна" in text(browser, f"{address(plan)}?show=new")
    assert "нет имени" in text(browser, f"{address(plan)}?show=error")
    assert "Таких строк нет" in text(browser, f"{address(plan)}?show=aside")
    assert address(plan, "commit") in page
    assert address(plan, "columns") in page


def test_nonsense_in_the_address_shows_what_stands_there_without_it(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = planned(cast.berezovka, [ANNA, BORIS])
    plain = browser.get(address(plan)).context["rows"]
    for asked in ({"show": "<b>"}, {"show": "\0"}, {"after": "²"}, {"after": "9" * 5000}, {"after": "x"}):
        assert browser.get(address(plan), asked).context["rows"] == plain
    assert browser.get(address(plan), {"after": "9" * 18}).context["rows"] == []
    assert browser.get("/imports/", {"before": "²"}).status_code == 200
    assert browser.get("/imports/", {"before": "9" * 5000}).status_code == 200


def test_an_update_says_everything_that_would_change(cast: Cast) -> None:
    admit_member(
        actor=OPERATOR,
        organisation=cast.berezovka,
        person=PersonDetails(last_name="Иванова", first_name="Анна", middle_name="Петровна", phone="+79105550199"),
        membership=MembershipDetails(position="учитель", ticket_number="17"),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )
    Membership.objects.update(electronic_on=None)
    headings = ("ФИО", "Телефон", "Должность", "Номер билета", "Категория", "Дата вступления")
    row = ("Иванова Анна Петровна", "89105550112", "завуч", "18", "студент", "01.09.1990")
    plan = planned(cast.berezovka, [row], headings=headings)
    page = text(visitor(Role.CHAIR, cast.berezovka), address(plan))
    for known, new in (("учитель", "завуч"), ("17", "18"), ("на бумаге", "электронная")):
        assert f'<del>{known}</del> <span class="fix">{new}</span>' in page
    assert 'Категория: <span class="fix">Обучающийся</span>' in page
    assert 'Дата вступления в Профсоюз: <span class="fix">01.09.1990</span>' in page


def test_what_another_organisation_knew_of_who_comes_back_is_not_shown(cast: Cast) -> None:
    left = a_former_member(cast.lyceum, "Иванова Анна Петровна", until=TODAY, email="staraya@example.org")
    row = ("Иванова Анна Петровна", f"{left.birth_date:%d.%m.%Y}", "novaya@example.org")
    plan = planned(cast.berezovka, [row], headings=("ФИО", "Дата рождения", "Эл. почта"))
    assert plan.rows.get().changes["email"] == ["staraya@example.org", "novaya@example.org"]
    assert "staraya@" not in text(visitor(Role.CHAIR, cast.berezovka), address(plan))


def test_a_list_in_the_register_can_be_undone_for_thirty_days(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = committed(planned(cast.berezovka, [ANNA, BORIS]))
    page = text(browser, f"{address(plan)}?show=all")
    assert address(plan, "undo") in page
    assert address(plan, "commit") not in page
    assert reverse("members:page", kwargs={"person_id": Membership.objects.latest("pk").person_id}) in page
    old = committed(planned(cast.berezovka, [("Седова Нина Ильинична", "", "", "", "")]), days_ago=31)
    assert address(old, "undo") not in text(browser, address(old))


def test_what_will_be_is_told_before_and_what_has_been_after(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    whole = planned(cast.berezovka, [ANNA])
    assert "не тронем" not in text(browser, address(whole))
    assert '"?show=same"' not in text(browser, address(whole))
    plan = planned(cast.berezovka, [BORIS, NAMELESS])
    before = text(browser, address(plan))
    assert "Внесём 1 строку, не тронем 1" in before
    assert "Внесём без этого значения." in before
    after = text(browser, address(committed(plan)))
    assert "Внесено без этого значения." in after
    assert "Строка не внесена." in after
    assert "Внесём" not in after
    assert "будет" not in after.split('<table class="stack plan">')[1]


def test_a_list_undone_says_what_became_of_each_row(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = undone(committed(planned(cast.berezovka, [ANNA, BORIS])))
    page = text(browser, f"{address(plan)}?show=reversed")
    assert "Иванова Анна Петровна" in page
    assert "Иванова Анна Петровна" not in text(browser, f"{address(plan)}?show=kept")
    assert not any(address(plan, act) in page for act in ACTS)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02 not a table", "не читается как таблица"),
        ("Товар;Цена\nмел;12\n".encode(), "В этом файле нет имён"),
    ],
)
def test_a_file_that_is_no_list_is_told_and_forgotten(cast: Cast, content: bytes, words: str) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = planned_file(cast.berezovka, content)
    page = text(browser, address(plan))
    assert words in page
    assert plan.file is None
    assert f'href="{START}?organisation={cast.berezovka.inpo}"' in page
    assert browser.get(address(plan, "remarks")).status_code == 404


def test_a_list_laid_aside_says_so(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = planned(cast.berezovka, [ANNA])
    answer = browser.post(address(plan, "drop"))
    assert answer.headers["Location"] == f"{START}?organisation={cast.berezovka.inpo}"
    assert "Реестр от него не изменился" in text(browser, address(plan))


def test_a_forgotten_file_is_not_offered(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = committed(planned(cast.berezovka, [ANNA]), days_ago=31)
    assert address(plan, "remarks") in text(browser, address(plan))
    assert night("imports.lists", timezone.localdate()) == 1
    assert address(plan, "remarks") not in text(browser, address(plan))


def test_foreign_and_missing_lists_are_not_found(cast: Cast) -> None:
    plan = planned(cast.college, [ANNA])
    for browser in (
        visitor(Role.STAFF, cast.galich),
        visitor(Role.AUDITOR, cast.union),
        visitor(Role.CHAIR, cast.lyceum),
    ):
        for act in ("page", "progress", "columns", "undo", "remarks"):
            assert browser.get(address(plan, act)).status_code == 404
        for act in (*ACTS, "columns"):
            assert browser.post(address(plan, act)).status_code == 404
    browser = visitor(Role.STAFF, cast.kostroma)
    for number in (999_999, 99_999_999_999_999_999_999):
        assert browser.get(f"/imports/{number}/").status_code == 404
        assert browser.post(f"/imports/{number}/commit/").status_code == 404
    plan.refresh_from_db()
    assert plan.state == State.PLANNED


def test_acts_are_never_done_by_a_link(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = planned(cast.berezovka, [ANNA])
    assert [browser.get(address(plan, act)).status_code for act in POSTED] == [405] * 3
    for act in ("page", "progress", "remarks"):
        assert browser.post(address(plan, act)).status_code == 405


def test_a_person_on_record_elsewhere_is_told_but_not_shown(cast: Cast) -> None:
    foreign = committed(planned(cast.college, [ANNA])).rows.get().new_person_id
    plan = planned(cast.berezovka, [ANNA])
    page = text(visitor(Role.CHAIR, cast.berezovka), f"{address(plan)}?show=all")
    assert "Состоит на учёте в другой организации" in page
    assert reverse("members:page", kwargs={"person_id": foreign}) not in page
