"""The table of powers as a page: everything that the code says, for everybody who is signed in."""

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.offices.models import Office
from edinstvo.registry.offices.queries.sight import ROLES
from edinstvo.registry.offices.web.powers import POWER_WORDS
from tests.cast import a_union, visitor

pytestmark = pytest.mark.django_db


def test_everybody_signed_in_reads_who_may_do_what() -> None:
    cast = a_union()
    assert list(POWER_WORDS) == list(Power)
    operator = visitor(Role.OPERATOR, cast.college)
    page = operator.get("/offices/powers/").content.decode().replace("\xa0", " ")
    words = [
        *(str(ROLES[role]) for role in Role),
        *(str(label) for label in Office.labels),
        *map(str, POWER_WORDS.values()),
    ]
    assert [one for one in words if one not in page] == []
    assert page.count("<b>да</b>") == sum(map(len, POWERS_OF.values()))
    for address in (f"/offices/{cast.college.inpo}/", "/help/", "/help/offices/"):
        assert "/offices/powers/" in operator.get(address).content.decode(), address
    assert Client().get("/offices/powers/").status_code == 302
