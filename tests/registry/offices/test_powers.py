"""Every office everywhere: its holder has the powers of its role in the branch, and nowhere else."""

from collections.abc import Iterator

import pytest

from edinstvo.foundation.access.powers import POWERS_OF, Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.offices.models import OfficeKind
from edinstvo.registry.offices.rules import ROLES, OfficeCode
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, a_union
from tests.registry.offices.people import elected, with_login


@pytest.mark.django_db
def test_office_by_power_by_place() -> None:
    cast = a_union()
    seen = set()
    for place in (cast.union, cast.kostroma, cast.buy, cast.college, cast.evening_department, cast.group):
        for kind in OfficeKind.objects.filter(organisation_type=place.type):
            mandate = elected(place, kind.office, record=cast.college)
            actor = actor_of(with_login(mandate, f"holder-{mandate.pk}"), on=TODAY, address="")
            roles = ROLES.get(OfficeCode(kind.office)) if place.level else None
            role = roles[0 if place == cast.college else 1] if roles else None
            for power in Power:
                for there in cast.everything():
                    expected = role is not None and power in POWERS_OF[role] and place in _up(there)
                    assert actor.may(power, at=there) is expected, (kind, power, there)
            seen.add((kind.office, role))
    assert {office for office, _ in seen} == {code.value for code in OfficeCode}
    assert len({role for _, role in seen}) == 5


def _up(place: Organisation | None) -> Iterator[Organisation]:
    while place is not None:
        yield place
        place = place.parent
