"""Tests of the interface see only its own addresses."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _own_addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.foundation.ui.addresses"
