"""What an act on an organisation touches, in words."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from edinstvo.registry.organisations.queries.reach import Reach

TEMPLATE = "{% load organisations %}{{ reach|what_goes_along }}; {{ count|so_many_organisations }}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "1 025 организаций, 50 001 человек на учёте, 1 логин; 1 001 организация"),
        ("en", "1,025 organisations, 50,001 people on record, 1 login; 1,001 organisations"),
    ],
)
def test_thousands_stand_apart(language: str, words: str) -> None:
    reach = Reach(organisations=1_025, members=50_001, logins=1)
    with override(language):
        said = Template(TEMPLATE).render(Context({"reach": reach, "count": 1_001}))
    assert said.replace("\u202f", " ") == words
