"""The parts of pages, one by one."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from edinstvo.foundation.ui.paging import ListPage
from tests.foundation.ui.markup import Element, read

EVIL = '"><script>alert(1)</script>'


def drawn(source: str, **context: Any) -> Element:
    with translation.override("en"):
        return read(Template(source).render(Context(context)))


@pytest.mark.parametrize(
    "source",
    ["{% tag evil evil %}", "{% chip evil evil 3 %}", "{% button evil kind=evil busy=evil name=evil value=evil %}",
     "<ol>{% crumb evil evil %}</ol>", "{% meter 1 2 evil %}", "<dl>{% fact evil evil evil %}</dl>", "{% icon evil %}",
     "{% fig evil evil evil %}{{ evil }}{% endfig %}", "{% nothing_yet evil %}{{ evil }}{% endnothing_yet %}",
     "{% wide evil %}{{ evil }}{% endwide %}", "{% note %}{{ evil }}{% endnote %}", "{% steps names 1 evil %}",
     "{% progress 1 2 evil evil evil %}", "{% pager page %}", "{% versus rows %}", "{% bar_chart bars evil evil %}",
     "{% sparkline figures evil %}", "{{ evil|nbsp }}", "{{ evil|initials }}", "{{ evil|phone }}"],
)  # fmt: skip
def test_nothing_that_is_shown_can_act(source: str) -> None:
    page = drawn(
        source,
        evil=EVIL,
        names=[EVIL, EVIL],
        page=ListPage(1, EVIL, EVIL, 1, EVIL, EVIL, EVIL, EVIL),
        rows=[(EVIL, EVIL, EVIL, "other"), (EVIL, EVIL, EVIL, EVIL)],
        bars=[(EVIL, 1)],
        figures=[1, 2],
    )
    assert not page.all("script")


def test_a_note_that_answers_an_act_is_announced() -> None:
    assert drawn('{% note "ok" live=True %}Done{% endnote %}').all(role="status")[0].text == "Done"
    assert drawn('{% note "stop" live=True %}Not done{% endnote %}').all(role="alert")
    assert not drawn('{% note "stop" %}Known{% endnote %}').all(role="alert")


def test_an_empty_block_leaves_no_wrapper_behind() -> None:
    assert drawn('{% around "<ol>" "</ol>" %}  {% endaround %}').children == []
    assert drawn('{% around "<ol>" "</ol>" %}<li>x</li>{% endaround %}').all("ol")


def test_a_filter_says_that_it_is_on_and_caps_its_count() -> None:
    [on] = drawn('{% chip "?a" "Full" 5300 True %}').all("a")
    assert on.attributes["aria-current"] == "true"
    assert on.text == "Full more than 1,000"
    assert "aria-current" not in drawn('{% chip "?a" "Full" %}').all("a")[0].attributes


def test_a_missing_fact_offers_to_add_it() -> None:
    page = drawn('<dl>{% fact "E-mail" "" "/edit/" %}</dl>')
    assert page.all(class_="late")[0].text == "not given"
    assert page.all("a")[0].text == "add : E-mail"


def test_a_meter_is_green_only_when_the_target_is_met() -> None:
    assert drawn('{% meter 59 100 "x" 60 %}').all(class_="ok") == []
    assert drawn('{% meter 60 100 "x" 60 %}').all(class_="ok")
    assert drawn('{% meter 0 0 "x" %}').all("rect")[0].attributes["width"] == "0"


def test_steps_mark_what_is_done_and_where_we_are() -> None:
    done, current, ahead = drawn('{% steps names 2 "Way" %}', names=["File", "Check", "Import"]).all("li")
    assert done.attributes["class"] == "done"
    assert current.attributes["aria-current"] == "step"
    assert ahead.attributes == {}


def test_progress_asks_for_itself_only_while_it_goes_on() -> None:
    going = drawn('{% progress 31 44 "Importing" "/p/" "http://localhost:8001/live/" %}')
    assert going.all("div")[0].attributes["hx-get"] == "/p/"
    assert going.all("div")[0].attributes["data-moves"] == "http://localhost:8001/live/"
    assert going.all("progress")[0].attributes["max"] == "44"
    over = drawn('{% progress 44 44 "Imported" %}')
    assert "hx-get" not in over.all("div")[0].attributes
    assert "data-moves" not in over.all("div")[0].attributes


def test_progress_of_an_unknown_length_has_no_end() -> None:
    assert "max" not in drawn('{% progress 0 None "Reading" %}').all("progress")[0].attributes


def test_a_pager_names_whom_it_shows_and_disables_what_leads_nowhere() -> None:
    page = ListPage(shown=10, first="Абрамова", last="Лебедева", total=5300, next_url="?after=1", next_name="Логинова")
    drawn_pager = drawn("{% pager page %}", page=page)
    start, onward = drawn_pager.all("a")
    assert "Абрамова — Лебедева · 10 of more than 1,000" in drawn_pager.text
    assert (start.attributes["aria-disabled"], "href" in start.attributes) == ("true", False)
    assert onward.text == "Next, from Логинова"


def test_a_conflict_asks_only_about_what_differs_and_keeps_theirs() -> None:
    rows = [("name", "Name", "Anna", "Hanna"), ("city", "City", "Buy", "Buy")]
    boxes = drawn("{% versus rows %}", rows=rows).all("input")
    assert [(box.attributes["name"], box.attributes["value"], "checked" in box.attributes) for box in boxes] == [
        ("keep-name", "yours", False),
        ("keep-name", "theirs", True),
    ]


def test_a_chart_says_its_figures_in_words() -> None:
    [picture] = drawn('{% bar_chart bars "Joined" "people" %}', bars=[("2025", 880), ("2026", 1910)]).all("svg")
    assert picture.attributes["aria-label"] == "Joined: 2025 — 880, 2026 — 1,910"


def test_two_forms_never_share_a_token() -> None:
    tokens = [one.attributes["value"] for one in drawn("{% once %}{% once %}").all("input")]
    assert len(set(tokens)) == 2
