"""Two issues of letters at once, and a mandate that ends while its letter is being made."""

from collections.abc import Callable

import pytest
from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant, User
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.make_letters import make_letters
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, TODAY, a_union, staff
from tests.registry.imports.actions.test_commits_side_by_side import in_another_connection
from tests.registry.members.people import ended
from tests.registry.offices.letters import ADDRESS, Scope, say_nothing
from tests.registry.offices.people import elected
from tests.registry.organisations.moving import moved

pytestmark = pytest.mark.django_db(transaction=True)


def making(place: Organisation, actor: Actor) -> Callable[[], LetterBatch]:
    said = {"scope": Scope.MISSING, "address": ADDRESS, "valid_days": 30, "at": NOW, "is_inline": True}
    batch = request_letters(actor=actor, organisation=place, **said)

    def make() -> LetterBatch:
        with transaction.atomic():
            return make_letters(actor=actor, batch_id=batch.pk, at=NOW, report=say_nothing)

    return make


def test_a_region_and_its_district_at_once_open_each_login_once() -> None:
    cast = a_union()
    for place in (cast.buy_school, cast.college):
        elected(place)
    both = [making(cast.kostroma, staff(cast.kostroma)), making(cast.buy, staff(cast.buy))]
    waiting = [in_another_connection(make) for make in both]
    for thread, _ in waiting:
        thread.join(30)
    letters = [left[0].letters for _, left in waiting]
    assert sorted(letters) == [0, 2]
    assert OfficerLogin.objects.count() == Letter.objects.count() == 2
    assert Grant.objects.filter(user__login__in=[cast.buy_school.inpo, cast.college.inpo]).count() == 2


def test_what_ends_or_moves_while_letters_are_made_waits_and_meets_them() -> None:
    cast = a_union()
    chair = elected(cast.college)
    elected(cast.buy_school)
    make = making(cast.kostroma, staff(cast.kostroma))
    stay = Membership.objects.get(person_id=chair.person_id)
    with transaction.atomic():
        make()
        leaving = in_another_connection(lambda: ended(stay, TODAY))
        moving = in_another_connection(lambda: moved(cast.buy_school, cast.galich))
        for thread, _ in (leaving, moving):
            thread.join(0.3)
            assert thread.is_alive()
    for thread, left in (leaving, moving):
        thread.join(30)
        assert not isinstance(left[0], Exception), left
    assert not Grant.objects.filter(user=User.objects.get(login=cast.college.inpo), valid_until=None).exists()
    assert Letter.objects.get(mandate_id=chair.pk).voided_at is not None
    assert set(Letter.objects.exclude(voided_at=None).values_list("mandate_id", flat=True)) == {chair.pk}
    assert Letter.objects.get(voided_at=None).territory_id == cast.galich.pk
    assert Mandate.objects.get(organisation=cast.buy_school).territory_id == cast.galich.pk
