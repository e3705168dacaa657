"""The wizard as tests walk through it: a browser, a file, the worker's turn."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from tests.cast import OPERATOR, TODAY
from tests.registry.imports.lists import HEADINGS

if TYPE_CHECKING:
    # What the test client answers with has no public name outside its stubs.
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer: TypeAlias = _MonkeyPatchedWSGIResponse

ANNA = ("Иванова Анна Петровна", "12.03.1968", "8 910 555-01-12", "учитель математики", "01.09.1990")
BORIS = ("Белозёрский Борис Ильич", "31.02.1991", "", "сторож", "")
NAMELESS = ("", "01.02.1980", "8 910 555-01-13", "учитель", "01.09.2001")
START = "/imports/new/"


def a_list(*rows: Sequence[str], name: str = "учителя.csv", headings: Sequence[str] = HEADINGS) -> SimpleUploadedFile:
    """A list as a browser sends it."""
    text = "\n".join(";".join(row) for row in (headings, *(rows or (ANNA, BORIS))))
    return SimpleUploadedFile(name, text.encode("utf-8-sig"), content_type="text/csv")


def address(plan: ImportPlan, act: str = "page") -> str:
    """Of a page of the list, or of an act on it."""
    return reverse(f"imports:{act}", kwargs={"plan_id": plan.pk})


def bring(browser: Client, *rows: Sequence[str], **data: str) -> ImportPlan:
    """Send a list through the first step; it waits for the worker."""
    answer = browser.post(START, {"file": a_list(*rows), **data})
    plan = ImportPlan.objects.latest("pk")
    assert answer.headers["Location"] == address(plan)
    return plan


def let_the_worker_work(plan: ImportPlan) -> Work:
    """Do what the list waits for; needs real commits."""
    plan.refresh_from_db()
    assert plan.work_id is not None
    return run_work(work_id=plan.work_id, clock=timezone.now)


def text(browser: Client, url: str) -> str:
    """A page that opens, as text; no-break spaces made ordinary."""
    answer = browser.get(url)
    assert answer.status_code == 200
    return words_of(answer)


def after(browser: Client, url: str) -> str:
    """The page that an act leads to."""
    return words_of(browser.post(url, follow=True))


def words_of(answer: "Answer") -> str:
    """An answer as text; no-break spaces made ordinary."""
    return answer.content.decode().replace("\xa0", " ")


def committed(plan: ImportPlan, *, days_ago: int = 0) -> ImportPlan:
    """The list in the register, for so many days already."""
    at = timezone.now() - timedelta(days=days_ago)
    return commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)


def undone(plan: ImportPlan) -> ImportPlan:
    """The list taken back."""
    return undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=timezone.now(), report=say_nothing)
