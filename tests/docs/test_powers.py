"""docs/guides/powers.md says what the tables in the code say."""

import importlib.util
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)


@pytest.fixture
def written() -> str:
    """The page as `bin/powers` would write it now."""
    spec = importlib.util.spec_from_file_location("powers", HOUSE / "bin" / "powers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def test_the_table_of_powers_is_what_the_code_says(written: str) -> None:
    assert (HOUSE / "docs/guides/powers.md").read_text() == written, "run bin/powers"
