"""The demonstration is filled in by those two that may, once, and its answer is only its answer."""

import json

import pytest

from tests.launcher.conftest import Platform

pytestmark = pytest.mark.slow
_COUNT = (
    "shell",
    "--no-imports",
    "-c",
    "from edinstvo.registry.organisations.models import Organisation as O; print(O.objects.count())",
)


def test_is_filled_in_by_the_command_that_lists_it_and_by_no_other(new_platform: Platform) -> None:
    assert new_platform.command(*_COUNT, DEMO="1").communicate(timeout=120)[0] == "0\n"
    listed, progress = new_platform.command("demo-organisations", "--json", DEMO="1").communicate(timeout=300)
    organisations = json.loads(listed)
    assert {"regional", "territorial", "primary"} <= {one["type"] for one in organisations}
    assert sum(one["type"] == "primary" for one in organisations) >= 2000
    assert progress
    again = new_platform.command("demo-organisations", "--json", DEMO="1").communicate(timeout=120)
    assert again == (listed, "")
    assert new_platform.processes() == []
