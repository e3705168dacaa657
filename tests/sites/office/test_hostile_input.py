"""Hostile texts in every field there is: nothing breaks, nothing runs, nothing of theirs stands in a header."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import override_settings

from edinstvo.registry.members.models import Person
from tests.cast import Cast, a_union
from tests.foundation.ui.markup import Element, read
from tests.sites.office.hostile_doors.door import Door
from tests.sites.office.hostile_doors.doors import DOORS, FIRST_DOOR
from tests.sites.office.hostile_fields import forms, is_base_only, text_fields
from tests.sites.office.hostile_texts import FREE_AT_ONCE, FREELY, SHOWN, TEXTS, harm_in, page_of, shows, texts_for

CASES = DOORS.keys() | FIRST_DOOR.keys()
# Forms that others are built upon are tried with these, unless they also stand somewhere by themselves.
FORMS = {name: form for name, form in forms().items() if name in CASES or not is_base_only(form)}
# What an answer to nonsense may be: the page, the way on, a missing page, a conflict, too much, a refusal, a lock.
ANSWERS = {200, 302, 404, 409, 413, 422, 429}
# What the frame and the machine put into every page.
OF_EVERY_PAGE = {"csrfmiddlewaretoken", "once", "whose", "next", "language", "theme", "q", "discard"}
FORM = "application/x-www-form-urlencoded"


# (whether the union is founded, the form): those of one kind run together, and those of one form behind one door.
NAMES = pytest.mark.parametrize(
    ("union", "name", "door"),
    [(name not in FIRST_DOOR, name, name) for name in sorted(FORMS)],
    indirect=["union", "door"],
)


def _atomic_as_of_a_test() -> transaction.Atomic:
    """A transaction in which acts that want one of their own may run, as they may in that of any test."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # as the runner marks its own
    return block


@pytest.fixture(scope="module")
def union(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast | None]:
    """The union of all tests here, founded once; what each of them does to it is taken back by its own savepoint."""
    with django_db_blocker.unblock(), _atomic_as_of_a_test():
        yield a_union() if request.param else None
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def door(request: pytest.FixtureRequest, union: Cast | None, django_db_blocker: Any) -> Iterator[Door]:
    """The door of a form, in a union that keeps everything that can be kept."""
    with django_db_blocker.unblock(), taken_back():
        # Some doors change the organisations in hand.
        made = FIRST_DOOR[request.param]() if union is None else DOORS[request.param](deepcopy(union))
        with override_settings(STORE_SNILS=True, STORE_INN=True, IS_DEMONSTRATION=True, ROOT_URLCONF=made.addresses):
            yield made


def send(door: Door, sent: dict[str, str], *, is_asked: bool) -> HttpResponseBase:
    """As a browser sends it, but for bytes that no browser would."""
    body = urlencode(sent, errors="surrogatepass")
    if is_asked:
        return door.browser.get(f"{door.url}?{body}")
    return door.browser.post(door.url, body, content_type=FORM)


@contextmanager
def taken_back() -> Iterator[None]:
    """What was sent is forgotten: the next text meets the same union."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def test_every_form_has_a_case_and_no_case_is_without_a_form() -> None:
    assert FORMS.keys() == CASES, "say in hostile_doors/ where a new form stands"


@pytest.mark.django_db
@NAMES
def test_every_field_has_a_case(name: str, door: Door) -> None:
    assert text_fields(FORMS[name]) <= door.sent.keys(), "a new field: say what it takes"
    page = page_of(send(door, door.sent if door.is_asked else {}, is_asked=True))
    told = door.sent.keys() | OF_EVERY_PAGE | {name for name, _ in FORMS[name].base_fields.items()} | door.others
    assert {one.attributes["name"] for one in _controls(page)} <= told, "a field that the form makes as it goes"
    assert send(door, door.sent, is_asked=door.is_asked).status_code == door.answer


@pytest.mark.django_db
@NAMES
def test_a_hostile_text_in_a_field_stays_a_text(name: str, door: Door) -> None:
    found: list[tuple[str, ...]] = []
    seen, people = set(door.unseen | door.left_out), Person.objects.count()
    takes: defaultdict[bool, set[str]] = defaultdict(set)  # the free fields, by whether they take such a text
    for field, kind, text in _alone(door, name):
        with taken_back():
            pages = list(_answers(door, {field: text}, is_shown=kind in SHOWN))
            found += [(field, kind, harm) for answer in pages for harm in _what_is_wrong(answer)]
            if kind == "nul" and field not in door.left_out and not _is_refused(pages[0], field, door):
                found.append((field, kind, "no database can hold it, and it was not refused beside its field"))
            if kind == "script" and any(shows(page_of(answer), text) for answer in pages):
                seen.add(field)
            if kind == FREELY:
                takes[pages[0].status_code == door.answer].add(field)
            # Raises where somebody has taken the table away.
            assert Person.objects.count() <= people + 1
    for kind, fields in product(FREE_AT_ONCE, takes.values()):
        with taken_back():
            pages = list(_answers(door, dict.fromkeys(fields, TEXTS[kind]), is_shown=False))
            found += [(*fields, kind, harm) for answer in pages for harm in _what_is_wrong(answer)]
            assert Person.objects.count() <= people + 1
    assert not found
    never_seen = door.sent.keys() - seen
    assert not never_seen, "no page showed these: were they tried at all?"


def _is_refused(answer: HttpResponseBase, field: str, door: Door) -> bool:
    """Whether what no database can hold was refused, beside its field where there is a form."""
    if answer.status_code not in ({200, 404, 422} if door.is_asked else {404, 422}):
        return False
    told = answer.context or {}  # type: ignore[attr-defined]  # the client's own
    form = told.get("form") or (told["asked"].form if "asked" in told else None) if answer.status_code == 422 else None
    return form is None or field not in form.fields or field in form.errors


def _alone(door: Door, name: str) -> Iterator[tuple[str, str, str]]:
    """(field, kind, text) of every text that is sent in one field while the others hold what they should."""
    for field in door.sent:
        for kind, text in texts_for(FORMS[name].base_fields.get(field)).items():
            yield field, kind, text


def _answers(door: Door, hostile: dict[str, str], *, is_shown: bool) -> Iterator[HttpResponseBase]:
    """The answer itself, the page that it leads to, and those that show what was taken."""
    answer = send(door, {**door.sent, **hostile}, is_asked=door.is_asked)
    yield answer
    if answer.status_code == 302:
        yield door.browser.get(answer.headers["Location"])
    if answer.status_code == 302 or answer.streaming:  # a file may be the answer as well
        for url in door.seen_at if is_shown else ():
            yield door.browser.get(url)


def _what_is_wrong(answer: HttpResponseBase) -> list[str]:
    odd = [] if answer.status_code in ANSWERS else [f"status {answer.status_code}"]
    return [*odd, *harm_in(answer)]


def _controls(page: str) -> list[Element]:
    return [one for tag in ("input", "textarea", "select") for one in read(page).all(tag) if "name" in one.attributes]
