"""What is done to a list over HTTP, with the worker's turn in between: brought, committed, undone, read again."""

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.models import ImportPlan, RememberedMapping, State
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.registry.imports.web.wizard import ANNA, BORIS, address, after, bring, let_the_worker_work, text, words_of

pytestmark = pytest.mark.django_db(transaction=True)
DEALT_WITH = "С этим списком уже всё решено"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def state_of(plan: ImportPlan) -> str:
    plan.refresh_from_db()
    return plan.state


def checked(browser: Client, *rows: tuple[str, ...]) -> ImportPlan:
    plan = bring(browser, *rows)
    assert let_the_worker_work(plan).state == Work.State.DONE
    return plan


def committed(browser: Client, *rows: tuple[str, ...]) -> ImportPlan:
    plan = checked(browser, *rows)
    browser.post(address(plan, "commit"))
    assert let_the_worker_work(plan).state == Work.State.DONE
    return plan


def test_a_list_goes_all_the_way_in_and_out_again(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA, BORIS)
    assert browser.get(address(plan, "progress")).headers["HX-Refresh"] == "true"
    assert "Внести 2 строки" in text(browser, address(plan))
    assert browser.post(address(plan, "commit")).headers["Location"] == address(plan)
    assert "<progress" in text(browser, address(plan))
    let_the_worker_work(plan)
    assert (state_of(plan), Membership.objects.count()) == (State.COMMITTED, 2)
    question = text(browser, address(plan, "undo"))
    assert f'action="{address(plan, "undo")}"' in question
    assert browser.post(address(plan, "undo")).headers["Location"] == address(plan)
    let_the_worker_work(plan)
    assert (state_of(plan), Membership.objects.count()) == (State.UNDONE, 0)
    assert "Иванова Анна Петровна" in text(browser, f"{address(plan)}?show=reversed")


def test_a_second_click_watches_the_work_of_the_first(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    for _ in range(2):
        browser.post(address(plan, "commit"))
    assert Work.objects.filter(kind="imports.commit").count() == 1
    let_the_worker_work(plan)
    assert DEALT_WITH in after(browser, address(plan, "commit"))
    for _ in range(2):
        browser.post(address(plan, "undo"))
    assert Work.objects.filter(kind="imports.undo").count() == 1
    let_the_worker_work(plan)
    assert DEALT_WITH in after(browser, address(plan, "undo"))
    assert (state_of(plan), Membership.objects.count()) == (State.UNDONE, 0)


def test_what_waits_is_not_said_to_be_dealt_with(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    for said in (after(browser, address(plan, "undo")), words_of(browser.get(address(plan, "undo"), follow=True))):
        assert "отменять нечего" in said
        assert DEALT_WITH not in said
    assert state_of(plan) == State.PLANNED


def test_laying_aside_twice_or_too_late_says_so(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    browser.post(address(plan, "drop"))
    assert DEALT_WITH in after(browser, address(plan, "drop"))
    for act in ("commit", "again", "undo"):
        assert DEALT_WITH in after(browser, address(plan, act))
    assert DEALT_WITH in words_of(browser.get(address(plan, "undo"), follow=True))
    assert browser.get(address(plan, "columns")).headers["Location"] == address(plan)
    assert state_of(plan) == State.DROPPED
    late = committed(browser, BORIS)
    assert DEALT_WITH in after(browser, address(late, "drop"))
    assert state_of(late) == State.COMMITTED


def test_a_register_that_moved_is_told_and_the_list_checked_again(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    admit_member(
        actor=OPERATOR,
        organisation=cast.berezovka,
        person=PersonDetails(last_name="Иванова", first_name="Анна", middle_name="Петровна"),
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )
    browser.post(address(plan, "commit"))
    assert let_the_worker_work(plan).state == Work.State.FAILED
    page = text(browser, address(plan))
    assert "После проверки реестр изменился" in page
    assert f'action="{address(plan, "again")}"' in page
    for _ in range(2):
        assert browser.post(address(plan, "again")).headers["Location"] == address(plan)
    let_the_worker_work(plan)
    assert address(plan, "again") not in text(browser, address(plan))
    assert (state_of(plan), plan.counts["update"], plan.counts["new"]) == (State.PLANNED, 1, 0)


def test_a_reading_that_broke_off_leads_back_to_the_file(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = bring(browser)
    Work.objects.filter(pk=plan.work_id).update(attempts=99)
    assert let_the_worker_work(plan).state == Work.State.FAILED
    page = text(browser, address(plan))
    assert "несколько раз прервалась" in page
    assert address(plan, "drop") in page
    browser.post(address(plan, "drop"))
    assert state_of(plan) == State.DROPPED


def test_columns_are_guessed_shown_changed_and_remembered_here(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    page = text(browser, address(plan, "columns"))
    assert '<option value="full_name" selected>' in page
    assert "Иванова Анна Петровна" in page
    guessed = {"0-0": "full_name", "0-1": "birth_date", "0-2": "phone", "0-3": "position", "0-4": "joined_on"}
    answer = browser.post(address(plan, "columns"), {**guessed, "0-3": "subdivision", "0-4": ""})
    assert answer.headers["Location"] == address(plan)
    let_the_worker_work(plan)
    assert plan.rows.values_list("subdivision", "position_held", "joined_on").get() == (ANNA[3], "", None)
    assert '<option value="subdivision" selected>' in text(browser, address(plan, "columns"))
    assert checked(browser, ANNA).rows.get().subdivision == ANNA[3]
    assert checked(visitor(Role.CHAIR, cast.lyceum), ANNA).rows.get().subdivision == ""


def test_columns_without_surnames_are_refused_with_a_sentence(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = checked(browser, ANNA)
    for said in ({}, {"0-0": "first_name", "0-1": "birth_date"}, {"0-0": "salary"}, {"9-9": "full_name"}):
        answer = browser.post(address(plan, "columns"), said)
        assert answer.status_code == 422
        assert "Нет столбца с именами" in words_of(answer) or "0-0" in answer.context["form"].errors
    assert state_of(plan) == State.PLANNED
    assert not RememberedMapping.objects.exists()
