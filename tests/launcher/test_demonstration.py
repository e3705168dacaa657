"""The demonstration is filled in by those two that may, once, and its answer is only its answer."""

import json
from collections import Counter

import pytest

from tests.launcher.conftest import Platform

pytestmark = pytest.mark.slow
_COUNT = (
    "shell",
    "--no-imports",
    "-c",
    "from edinstvo.registry.organisations.models import Organisation as O; print(O.objects.count())",
)


def test_is_filled_in_as_large_as_promised_by_the_command_that_lists_it_and_by_no_other(new_platform: Platform) -> None:
    assert new_platform.command(*_COUNT, DEMO="1").communicate(timeout=120)[0] == "0\n"
    listed, progress = new_platform.command("demo-organisations", "--json", DEMO="1").communicate(timeout=300)
    organisations = json.loads(listed)
    count = Counter(one["type"] for one in organisations)
    assert count["regional"] + count["interregional"] == 80
    assert count["territorial"] >= 300
    assert count["primary"] + count["primary_with_territorial_rights"] >= 2000
    assert organisations[0]["members"] >= 50_000
    assert progress
    again = new_platform.command("demo-organisations", "--json", DEMO="1").communicate(timeout=120)
    assert again == (listed, "")
    assert new_platform.processes() == []
