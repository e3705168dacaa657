"""Participations in bulk."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.benefits.models import Participation
from tests.cast import NOW, OPERATOR, a_union, staff
from tests.registry.members.people import a_member

BEGAN, ENDED = date(2024, 2, 1), date(2025, 3, 1)


@pytest.mark.django_db
def test_they_count_from_their_first_day_to_the_day_before_their_end() -> None:
    person = a_member(a_union().berezovka).person
    one = LoadedParticipation(person_id=person.pk, began_on=BEGAN, ended_on=ENDED)
    assert load_participations(actor=OPERATOR, participations=[one], at=NOW) == 1
    assert Entry.objects.latest("pk").verb == "participations_loaded"
    days = (date(2024, 1, 31), BEGAN, date(2025, 2, 28), ENDED)
    assert [Participation.objects.filter(Participation.counted_on(day)).count() for day in days] == [0, 1, 1, 0]


@pytest.mark.django_db
def test_what_ends_before_it_begins_and_whoever_may_not_are_refused() -> None:
    cast = a_union()
    person = a_member(cast.berezovka).person
    wrong = LoadedParticipation(person_id=person.pk, began_on=ENDED, ended_on=BEGAN)
    right = LoadedParticipation(person_id=person.pk, began_on=BEGAN)
    with pytest.raises(IntegrityError), transaction.atomic():
        load_participations(actor=OPERATOR, participations=[wrong], at=NOW)
    with pytest.raises(PowerMissing):
        load_participations(actor=staff(cast.kostroma), participations=[right], at=NOW)
    assert not Participation.objects.exists()
