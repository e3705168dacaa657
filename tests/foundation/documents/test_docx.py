"""Word documents: texts are texts, templates run in a sandbox, the same data give the same bytes."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from edinstvo.foundation.documents.docx import render_docx
from edinstvo.foundation.documents.pdf import TemplateBroken
from edinstvo.foundation.documents.printable import Printable, printable_text
from tests.sites.office.hostile_texts import TEXTS

DAY = date(2026, 11, 24)


def test_every_hostile_text_comes_out_as_text(tmp_path: Path) -> None:
    written = rendered(tmp_path, "{{ name }}", {"name": "\n".join(TEXTS.values())})
    shown = "\n".join(docx.Document(io.BytesIO(written)).paragraphs[0].text.split("\n"))
    assert "".join(shown.split()) == "".join(printable_text("\n".join(TEXTS.values())).split())


def test_the_same_data_give_the_same_bytes_of_the_day(tmp_path: Path) -> None:
    first, again = (rendered(tmp_path, "{{ name }}", {"name": "Анна"}) for _ in range(2))
    assert first == again
    assert {part.date_time[0] for part in ZipFile(io.BytesIO(first)).infolist()} == {1980}, "no clock is read"
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert (properties.title, properties.created.date() if properties.created else None) == ("Справка", DAY)


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ name.__class__.__mro__ }}", "{% for x in %}"])
def test_a_template_that_asks_for_more_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateBroken):
        rendered(tmp_path, source, {"name": "Анна"})


def rendered(folder: Path, source: str, data: Mapping[str, Printable]) -> bytes:
    template = docx.Document()
    template.add_paragraph(source)
    template.save(str(folder / "template.docx"))
    return render_docx(str(folder / "template.docx"), data, title="Справка", on=DAY)
