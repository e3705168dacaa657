"""A small demonstration, filled in once for all tests that only look at it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from edinstvo.sites.demonstration.actions.fill_union import fill_union
from tests.sites.demonstration.small_union import NOW, SMALL


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The small union of NOW, taken back when the tests of the module have looked at it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # the plugin's class is not public
        for _ in fill_union(at=NOW, scale=SMALL):
            pass
        yield
        transaction.set_rollback(True)
