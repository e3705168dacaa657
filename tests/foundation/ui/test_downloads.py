"""Files made for somebody: named so that every system takes them, kept by nobody on the way."""

import pytest

from edinstvo.foundation.ui.downloads import download
from tests.sites.office.hostile_texts import TEXTS


@pytest.mark.parametrize("name", TEXTS.values(), ids=list(TEXTS))
def test_a_hostile_name_is_a_name_and_nothing_else(name: str) -> None:
    answer = download(b"%PDF", name=f"Справка {name}", kind="pdf")
    said = answer["Content-Disposition"]
    assert not set("\r\n\0/\\") & set(said)
    assert said.startswith("attachment; filename*=utf-8''%D0%A1")
    assert said.endswith(".pdf")
    assert len(said) < 1_000
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
