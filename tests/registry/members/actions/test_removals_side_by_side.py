"""A removal beside returns, over real connections: nobody loses a half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.foundation.retention.nights import confirmed, night
from tests.registry.members.leaving import CONTACTS, left


@pytest.mark.django_db(transaction=True)
def test_beside_a_return_one_of_the_two_waits_and_nobody_on_record_loses_a_contact() -> None:
    cast = a_union()
    stays = [left(cast, f"{name} Анна", phone=f"+7910555020{number}") for number, name in enumerate(_NAMES)]
    confirmed()

    def returns() -> None:
        for stay in stays:
            readmit_member(
                actor=OPERATOR,
                person_id=stay.person_id,
                organisation=cast.college,
                membership=MembershipDetails(),
                on=TODAY,
                registered_on=TODAY,
                at=NOW,
            )

    done = _together(lambda: night(CONTACTS, TODAY), returns)
    assert [one for one in done if isinstance(one, Exception)] == []
    # Who was minimised first came back without contacts, who came back first has them: of nobody a half is gone.
    for person in Person.objects.all():
        assert (person.phone == "") == (person.email == "") == (person.contacts_removed_at is not None)
    assert Membership.objects.filter(Membership.OPEN).count() == len(stays)


_NAMES = ("Ветрова", "Зимина", "Орлова", "Белых", "Ким")


def _together(*acts: Callable[[], object]) -> list[object]:
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        except Exception as error:  # told to the test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
