"""Sign-ins that happened elsewhere are brought in by an operator alone."""

from datetime import timedelta

import pytest

from edinstvo.foundation.access.actions.load_visits import LoadedVisit, load_visits
from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.models import UserSession
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, OPERATOR, a_union, a_user, staff

pytestmark = pytest.mark.django_db


def test_each_is_an_entry_of_whoever_came_and_opens_no_session() -> None:
    user = a_user("kora", name="Кораблёва Т. В.")
    load_visits(actor=OPERATOR, visits=[LoadedVisit(user.pk, user.name, NOW - timedelta(days=days)) for days in (9, 2)])
    entries = Entry.objects.filter(verb="signed_in", object_type="user", object_id=user.pk).order_by("at")
    assert [(one.actor_id, one.actor_name, (NOW - one.at).days) for one in entries] == [
        (user.pk, user.name, 9),
        (user.pk, user.name, 2),
    ]
    assert not UserSession.objects.exists()


def test_nobody_who_is_signed_in_says_what_others_did() -> None:
    user, cast = a_user("kora"), a_union()
    with pytest.raises(PowerMissing):
        load_visits(actor=staff(cast.union), visits=[LoadedVisit(user.pk, user.name, NOW)])
    assert not Entry.objects.filter(verb="signed_in").exists()
