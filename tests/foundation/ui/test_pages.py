"""Pages for when something is wrong. No test here may touch the database."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory

from edinstvo.foundation.ui import pages
from tests.foundation.ui.markup import read

Page = Callable[[HttpRequest], HttpResponse]


def _opened_by_a_link(request: HttpRequest) -> HttpResponse:
    return pages.WordsForWrongMethods(lambda _: HttpResponseNotAllowed(["POST"]))(request)


PAGES: list[tuple[Page, int, str]] = [
    (pages.not_found, 404, "Такой страницы нет или она не в вашей организации"),
    (pages.bad_request, 400, "Запрос не удалось разобрать"),
    (pages.form_expired, 403, "Страница была открыта слишком долго"),
    (_opened_by_a_link, 405, "По этому адресу так не ходят"),
    (pages.too_large, 413, "Столько сразу не принять"),
    (pages.server_error, 500, "Не получилось, и это наша вина"),
]


@pytest.mark.parametrize(("page", "status", "words"), PAGES)
def test_says_in_words_what_is_wrong(rf: RequestFactory, page: Page, status: int, words: str) -> None:
    answer = page(rf.get("/"))
    assert answer.status_code == status
    tree = read(answer.content.decode())
    assert [one.text for one in tree.all("h1")] == [words]
    assert tree.all("title")[0].text == f"{words} — Единство"
    assert [one.attributes["href"] for one in tree.all("a", class_="btn-main")] == ["/"]


@pytest.mark.parametrize(("page", "status", "words"), PAGES)
def test_speaks_the_chosen_language(rf: RequestFactory, page: Page, status: int, words: str) -> None:
    rf.cookies["django_language"] = "en"
    tree = read(page(rf.get("/")).content.decode())
    assert tree.all("html")[0].attributes["lang"] == "en"
    assert tree.all("h1")[0].text.isascii()
