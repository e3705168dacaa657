"""What the journeys share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import chromium
from tests.journeys.product import fill_demonstration_once


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a filled demonstration, closed in order; the processes of one run share it."""
    folder = tmp_path_factory.getbasetemp()
    kept = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "filled"
    fill_demonstration_once(kept)
    return kept


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a file."""
    with chromium() as browser:
        yield browser
