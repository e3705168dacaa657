"""The line under a list and the numbers in its address."""

import re
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.http import urlencode
from django.utils.translation import override

from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.paging import page_asked, pager_by_key


@dataclass(frozen=True)
class Beginning:
    id: int


@dataclass(frozen=True)
class Names:
    rows: list[str]
    previous: Beginning | None = None
    next: Beginning | None = None


def url(**at: int) -> str:
    return f"?{urlencode(at)}"


@pytest.mark.parametrize(("text", "id_"), [("7", 7), ("007", 7), ("9" * 18, int("9" * 18))])
def test_a_number_is_an_id(text: str, id_: int) -> None:
    assert id_typed(text) == id_


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 1", "٣", "²", "9" * 19, "1\0"])
def test_anything_else_is_none(text: str) -> None:
    assert id_typed(text) is None


@pytest.mark.parametrize(
    ("query", "asked"),
    [("", None), ("after=5", (5, False)), ("before=5", (5, True)), ("after=x&before=5", (5, True)), ("before=x", None)],
)
def test_a_page_begins_beside_the_row_of_its_address(query: str, asked: tuple[int, bool] | None) -> None:
    assert page_asked(RequestFactory().get(f"/?{query}")) == asked


def test_says_who_is_first_and_last_and_leads_to_both_neighbours() -> None:
    page = Names(["абрамова", "быкова", "ветрова"], Beginning(3), Beginning(9))
    said = pager_by_key(page, name=str.title, url=url, total=40)
    assert (said.shown, said.first, said.last, said.total) == (3, "Абрамова", "Ветрова", 40)
    assert (said.start_url, said.previous_url, said.next_url) == ("?", "?before=3", "?after=9")


def test_the_only_page_leads_nowhere() -> None:
    said = pager_by_key(Names([]), name=str, url=url)
    assert (said.shown, said.first, said.last, said.start_url, said.previous_url, said.next_url) == (
        0,
        "",
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(("total", "said"), [(120, "50 из 120"), (1001, "50, всего больше 1 000")])
def test_the_total_is_said_as_russian_says_it(total: int, said: str) -> None:
    page = pager_by_key(Names(["Абрамова"] * 50), name=str, url=url, total=total)
    with override("ru"):
        text = render_to_string("ui/_pager.html", {"page": page})
    assert said in re.sub(r"[\u202f\xa0]", " ", text)
