"""The board as a file: what stands in it, that no text becomes a formula, that the journal knows."""

from datetime import date
from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import Client
from openpyxl import load_workbook

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, Tree
from edinstvo.insight.indicators.queries.past import MOST_CHANGED
from edinstvo.insight.indicators.web.asking import Asked, DayForm
from edinstvo.insight.indicators.web.exporting import rows_of
from edinstvo.insight.indicators.web.lines import line_of
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_primary, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_member

KINDS = ("xlsx", "csv", "pdf")


@pytest.fixture
def cast(db: None) -> Cast:
    """One in Galich, one of whose schools has a name like a formula: nobody can give it such a name any more."""
    cast = a_union()
    a_member(cast.berezovka, since=date(2020, 1, 1))
    school = a_primary(cast.galich, "ППО школы № 9")
    Organisation.objects.filter(pk=school.pk).update(short_name="=1+1")
    return cast


def _file(browser: Client, place: Organisation, kind: str, depth: str = "right", **asked: str) -> bytes:
    question = "".join(f"&{name}={value}" for name, value in asked.items())
    sent = {"kind": kind, "depth": depth}
    answer = browser.post(f"/indicators/export/?organisation={place.inpo}{question}", sent)
    assert answer.status_code == 200
    assert isinstance(answer, FileResponse)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # made of bytes in memory


class TestTheFile:
    def test_of_excel_has_the_place_and_all_below_it(self, cast: Cast) -> None:
        content = _file(visitor(Role.STAFF, cast.kostroma), cast.galich, "xlsx", by="plastic")
        rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
        assert rows[0][:4] == ("Организация", "ИНПО", "Входит в", "Состоят")
        assert [row[0] for row in rows[1:]][:2] == [cast.galich.short_name, cast.berezovka.short_name]
        assert len(rows) == 1 + 1 + 3
        assert rows[2][2:7] == (cast.galich.short_name, 1, 1, 100, 0)
        assert rows[2][-1] == "сегодняшняя"

    @pytest.mark.parametrize("asked", [{}, {"on": "01.02.2021"}, {"on": "01.02.2021", "tree": "today"}])
    def test_goes_down_to_the_last_one_if_asked(self, asked: dict[str, str], cast: Cast) -> None:
        content = _file(visitor(Role.STAFF, cast.kostroma), cast.kostroma, "xlsx", "all", **asked)
        rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))[1:]
        above = {row[0]: row[2] for row in rows}
        below = Organisation.objects.filter(path__startswith=cast.kostroma.path)
        assert len(rows) == below.count()
        assert above[cast.berezovka.short_name] == cast.galich.short_name
        assert above[cast.group.short_name] == cast.evening_department.short_name
        assert above[cast.kostroma.short_name] in ("", None)

    def test_of_the_union_goes_region_by_region(self, cast: Cast) -> None:
        content = _file(visitor(Role.STAFF, cast.union), cast.union, "csv", "all").decode("utf-8-sig")
        assert cast.kostroma.short_name in content
        assert cast.galich.short_name not in content

    def test_of_text_makes_no_formula(self, cast: Cast) -> None:
        text = _file(visitor(Role.STAFF, cast.kostroma), cast.galich, "csv").decode("utf-8-sig")
        assert "\n'=1+1;" in text.replace("\r", "")
        book = load_workbook(BytesIO(_file(visitor(Role.CHAIR, cast.galich), cast.galich, "xlsx")))
        assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d"}

    def test_of_a_past_day_says_the_day_and_the_tree(self, cast: Cast) -> None:
        asked = {"on": "01.01.2019", "tree": "today"}
        text = _file(visitor(Role.STAFF, cast.kostroma), cast.galich, "csv", **asked).decode("utf-8-sig")
        assert "01.01.2019;по сегодняшней структуре" in text
        later = _file(visitor(Role.CHAIR, cast.galich), cast.galich, "csv", on="01.02.2021").decode("utf-8-sig")
        assert ";1;0;0,0;1;" in later
        assert "Полные записи" not in text

    def test_to_be_printed_says_the_same(self, cast: Cast) -> None:
        content = _file(visitor(Role.STAFF, cast.kostroma), cast.galich, "pdf", on="01.02.2021")
        (text,) = texts_of(content)
        for part in (cast.berezovka.short_name, "1 февраля 2021 года", "по структуре того дня", "0,0"):
            assert part in text

    @pytest.mark.parametrize("kind", KINDS)
    def test_is_known_to_the_journal(self, kind: str, cast: Cast) -> None:
        _file(visitor(Role.STAFF, cast.kostroma), cast.galich, kind, on="01.02.2021")
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.object_id, entry.after) == (
            "board_exported",
            cast.galich.pk,
            {"file": kind, "as_of": "2021-02-01", "organisations": 4},
        )

    def test_has_no_small_numbers_for_those_who_do_not_see_the_people(self, cast: Cast) -> None:
        asked = Asked(cast.galich, DayForm({}), "plastic", TODAY, TODAY, Tree.THEN, TODAY, {})
        standing = Standing(cast.galich, 7, dict.fromkeys(DATED_GOALS, 3))
        [row] = rows_of(asked, [line_of(asked, standing, actor=Actor(user_id=1, name="Никто"))])
        assert row[2:] == ["", 7, *["…", "", "…"] * 4, TODAY, "по структуре того дня"]


def test_the_page_asks_which_and_a_foreign_branch_is_none(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    address = f"/indicators/export/?organisation={cast.galich.inpo}"
    assert "Скачать файл" in browser.get(address).content.decode()
    assert browser.post(address, {"kind": "exe"}).status_code == 422
    assert browser.post(f"/indicators/export/?organisation={cast.oryol.inpo}", {"kind": "csv"}).status_code == 404
    PastChange.objects.bulk_create(PastChange(organisation_id=-n) for n in range(1, MOST_CHANGED + 2))
    page = (
        browser.post(f"{address}&on=01.01.2019", {"kind": "csv", "depth": "right"})
        .content.decode()
        .replace("\xa0", " ")
    )
    assert "ещё считаются" in page
    assert not Entry.objects.filter(verb="board_exported").exists()
