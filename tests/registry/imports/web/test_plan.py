"""The page of a list in every state it can be in, and what may be done there, by whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.foundation.retention.nights import night
from tests.registry.imports.lists import planned, planned_file
from tests.registry.imports.web.wizard import ANNA, BORIS, NAMELESS, START, address, bring, text
from tests.registry.members.people import a_former_member

POSTED = ("commit", "drop", "again")
ACTS = (*POSTED, "undo")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def committed(plan: ImportPlan, *, days_ago: int = 0) -> ImportPlan:
    at = timezone.now() - timedelta(days=days_ago)
    return commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)


def undone(plan: ImportPlan) -> ImportPlan:
    return undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=timezone.now(), report=say_nothing)


def surnames(count: int) -> list[str]:
    return [f"Фамилия{chr(1072 + n % 30)}{chr(1072 + n // 30)}" for n in range(count)]


def queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text(browser, url)
    return len(captured)


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


@pytest.mark.parametrize("state", [State.PLANNED, State.COMMITTED, State.UNDONE])
def test_a_page_takes_twelve_queries_at_most_however_long_the_list(cast: Cast, state: State) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    few = planned(cast.berezovka, [ANNA, BORIS])
    many = planned(cast.lyceum, [(f"{surname} Анна", "31.02.1999", "", "", "") for surname in surnames(120)])
    if state != State.PLANNED:
        few, many = committed(few), committed(many)
    if state == State.UNDONE:
        few, many = undone(few), undone(many)
    staff = visitor(Role.STAFF, cast.galich)
    text(staff, "/")
    counts = [queries(staff, f"{address(plan)}?show=all") for plan in (few, many)]
    assert counts[0] == counts[1] <= 12
    assert browser.get(address(many)).status_code == 404


def test_rows_are_turned_over_page_by_page(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    rows = [(f"{surname} Анна", "", "", "", "") for surname in surnames(120)]
    url, seen = f"{address(planned(cast.berezovka, rows))}?show=all", []
    while url:
        context = browser.get(url).context
        seen += [view.row.row for view in context["rows"]]
        url = context["page"].next_url
    assert seen == list(range(2, 122))


def test_the_lists_are_turned_over_newest_first(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    mine = [planned(cast.lyceum, [ANNA], name=f"список {n}.csv").pk for n in range(33)]
    foreign = planned(cast.college, [ANNA], name="чужой.csv")
    first = browser.get("/imports/")
    assert foreign.file_name not in first.content.decode()
    second = browser.get(f"/imports/{first.context['page'].next_url}")
    shown = [plan.pk for answer in (first, second) for plan in answer.context["plans"]]
    assert shown == mine[::-1]
    assert second.context["page"].next_url == ""
    assert queries(browser, "/imports/") <= 12


def test_an_empty_list_of_lists_says_what_to_do(cast: Cast) -> None:
    assert "Списков пока нет" in text(visitor(Role.CHAIR, cast.lyceum), "/imports/")


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
