"""A damaged list gives its people or an error, never a traceback and never a hang."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.imports.rules.reading import outcome_of
from tests.registry.imports.rules.test_formats import LIST
from tests.registry.imports.rules.writers import WRITERS

DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(["change", "insert", "cut out", "cut off"]), st.floats(0, 1), st.binary(min_size=1, max_size=40)
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    "writer", ["xlsx", "xls", "ods", "html in cp1251", "xml 2003", "csv in cp866", "tabs in utf-8"]
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=DAMAGES)
def test_damaged_bytes_end_in_people_or_an_error(
    tmp_path: Path, writer: str, damages: list[tuple[str, float, bytes]]
) -> None:
    WRITERS[writer](tmp_path / "list", LIST)
    content = bytearray((tmp_path / "list").read_bytes())
    for kind, where, noise in damages:
        damage(content, kind, int(where * len(content)), noise)
    (tmp_path / "list").write_bytes(content)

    outcome = outcome_of(tmp_path / "list")
    assert outcome.error in (None, "unreadable_file", "file_too_large", "no_name_column")
    assert all(member.row > 0 for member in outcome.people)


def damage(content: bytearray, kind: str, place: int, noise: bytes) -> None:
    """Spoil the content in one place."""
    if kind == "change":
        content[place : place + len(noise)] = noise
    elif kind == "insert":
        content[place:place] = noise
    elif kind == "cut out":
        del content[place : place + len(noise)]
    else:
        del content[max(place, 1) :]
