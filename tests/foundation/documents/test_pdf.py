"""Documents: every text is text, every sign has a glyph, the same data give the same bytes."""

import io
import subprocess
import sys
from collections.abc import Mapping
from datetime import date

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies
import pytest
from pikepdf import Pdf

from edinstvo.foundation.documents.pdf import SHEETS_AT_ONCE, TemplateBroken, TypesetterDied, render_pdf
from edinstvo.foundation.documents.printable import FONTS, UNPRINTABLE, Printable, printable, printable_text
from edinstvo.foundation.documents.qr import qr_svg
from launcher.place import ROOT
from tests.foundation.documents.papers import texts_of
from tests.sites.office.hostile_texts import TEXTS

PLAIN = "foundation/documents/typst/plain.typ"
DAY = date(2026, 11, 24)
MANY = 2 * SHEETS_AT_ONCE + 20
# Somebody who prints without an end, and says how far they are.
ENDLESS = f"""
from datetime import date
from itertools import repeat
from edinstvo.foundation.documents.pdf import render_pdf
said = lambda *, done: print(done, flush=True)
render_pdf({PLAIN!r}, repeat({{"title": "Письмо"}}), title="", on=date(2026, 11, 24), report=said)
"""
# What these would be as source of typst.
SOURCES = {"call": '#read("/foundation/documents/pdf.py")', "bold": "*жирный* _и_ $x^2$", "close": "])] #panic()"}


@pytest.mark.parametrize("text", [*TEXTS.values(), *SOURCES.values()], ids=[*TEXTS, *SOURCES])
def test_a_hostile_text_comes_out_as_text(text: str) -> None:
    (page, *_more) = texts_of(paper({"title": "Карточка", "paragraphs": [text], "pairs": [["Имя", text]]}))
    shown = "".join(printable_text(text).replace("\u200b", "").split())
    assert page.replace(" ", "").startswith("Карточка" + shown[:200])


def test_what_cannot_be_shown_is_one_sign_and_what_steers_is_gone() -> None:
    assert printable_text("Ж٣Ж") == f"Ж{UNPRINTABLE}Ж"
    assert printable_text("Анна\u202eавонавИ\0\ud83d\ufeff") == "АннаавонавИ"
    assert printable_text("а\u2011б\u202f1\r\nв") == "а-б\u00a01\nв"
    assert printable_text("Ж" * 100).count("\u200b") == 2
    with pytest.raises(TypeError):
        printable({"day": DAY})  # type: ignore[dict-item]  # that is the point


def test_every_sign_that_counts_as_printable_has_a_glyph() -> None:
    ranges = [line.partition("-") for line in (FONTS / "signs.txt").read_text().split()]
    signs = [chr(code) for a, _dash, b in ranges for code in range(int(a, 16), int(b or a, 16) + 1)]
    assert len(signs) > 1_500
    printed = " ".join(texts_of(paper({"title": " ".join(signs), "paragraphs": [" ".join(signs)]})))
    # What is lost is no sign at all (spaces), or one drawing with another (the two slashes).
    assert set(signs) - set(printed) <= set("\xa0\xad\u2002\u2009\u200b\ufeff\u2215")


def test_many_sheets_are_one_document_each_with_its_own_data() -> None:
    pages = texts_of(letters(MANY))
    assert pages == [f"Письмо {number}" for number in range(MANY)]


def test_what_was_set_in_parts_is_one_document_of_the_same_standard() -> None:
    heard: list[int] = []
    first, again = letters(MANY, heard), letters(MANY)
    assert first == again
    assert heard == [SHEETS_AT_ONCE, 2 * SHEETS_AT_ONCE, MANY]
    signs = [b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"Tinos", b"2026-11-24"]
    assert [sign for sign in signs if sign not in first] == []
    assert f"<xmpTPg:NPages>{MANY}</xmpTPg:NPages>".encode() in first
    # The standard wants an end of line before each of these words.
    assert first.count(b"endstream") == first.count(b"\nendstream")


def test_each_page_of_a_joined_document_has_its_own_tags_and_its_heading() -> None:
    with Pdf.open(io.BytesIO(letters(MANY))) as document:
        tags = document.Root.StructTreeRoot
        numbers = [int(number) for number in tags.ParentTree.Nums[::2]]
        assert numbers == list(range(int(tags.ParentTreeNextKey)))
        assert [int(page.StructParents) for page in document.pages] == numbers
        for page, elements in zip(document.pages, tags.ParentTree.Nums[1::2], strict=True):
            assert {element.Pg.objgen for element in elements} == {page.objgen}
            root = elements[0]
            while "/P" in root:
                root = root.P
            assert root.objgen == tags.objgen
        headings, heading = [], document.Root.Outlines.First
        while heading is not None:
            assert heading.Parent.objgen == document.Root.Outlines.objgen
            headings.append((str(heading.Title), heading.Dest[0].objgen))
            heading = heading.get("/Next")
        assert headings == [(f"Письмо {number}", page.objgen) for number, page in enumerate(document.pages)]
        assert int(document.Root.Outlines.Count) == MANY


def test_the_same_data_give_the_same_bytes_in_the_standard_of_archives() -> None:
    first, again = paper({"title": "Справка"}), paper({"title": "Справка"})
    assert first == again
    signs = [b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"Tinos", b"2026-11-24"]
    assert [sign for sign in signs if sign not in first] == []


def test_what_typst_keeps_goes_with_its_process() -> None:
    assert paper({"title": "Справка"})
    assert "typst" not in sys.modules


def test_a_printing_process_that_dies_is_told_from_a_broken_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TypesetterDied):
        paper({"title": "Справка"})


def test_a_template_that_is_not_there_or_asks_for_more_is_told() -> None:
    with pytest.raises(TemplateBroken, match=r"nothing\.typ"):
        render_pdf("foundation/documents/typst/nothing.typ", [{}], title="", on=DAY)
    with pytest.raises(TemplateBroken, match="title"):
        paper({})


def test_more_tables_with_heads_than_are_set_at_once_are_refused() -> None:
    card = {"name": "", "head": [], "pairs": [["Имя", "Анна"]], "stays": [["Школа", "", "", ""]], "day": ""}
    with pytest.raises(TemplateBroken, match="tables with heads"):
        render_pdf("registry/members/documents/registration_card.typ", [card] * (SHEETS_AT_ONCE + 1), title="", on=DAY)


def test_a_printing_process_that_dies_in_the_middle_leaves_none_behind() -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, cwd=ROOT, text=True) as printing:
        assert printing.stdout is not None
        # From the second part on somebody joins them.
        assert [printing.stdout.readline() for _ in range(2)] == [f"{n * SHEETS_AT_ONCE}\n" for n in (1, 2)]
        helpers = psutil.Process(printing.pid).children()
        assert helpers
        printing.kill()
    _gone, alive = psutil.wait_procs(helpers, timeout=20)
    assert alive == []


def letters(count: int, heard: list[int] | None = None) -> bytes:
    sheets = ({"title": f"Письмо {number}", "qr": qr_svg(f"https://x/{number}")} for number in range(count))
    told = [] if heard is None else heard
    return render_pdf(PLAIN, sheets, title="Письма", on=DAY, report=lambda *, done: told.append(done))


def paper(data: Mapping[str, Printable]) -> bytes:
    return render_pdf(PLAIN, [data], title="Проба", on=DAY)
