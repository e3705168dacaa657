"""The demonstration shows programmes in which some are ahead and others behind."""

import pytest
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.insight.programme.models import Programme
from edinstvo.insight.programme.queries.behind import behind_on
from edinstvo.insight.programme.queries.standing import participants, programmes, stages_of
from edinstvo.insight.programme.queries.states import standings, states_of
from edinstvo.insight.programme.rules import State
from tests.cast import OPERATOR
from tests.sites.demonstration.small_union import NOW

pytestmark = pytest.mark.usefixtures("filled")
TODAY = timezone.localdate(NOW)


def test_some_are_ahead_and_some_behind() -> None:
    programme = Programme.objects.get(organisation__type="union")
    stages, places = stages_of(programme), participants(programme, seen_by=OPERATOR)
    states = states_of(one for line in standings(stages, places, on=TODAY) for one in line)
    assert {State.CONFIRMED, State.REACHED, State.OVERDUE, State.NOT_BEGUN} <= states.keys()
    assert any(one.people for stage in stages for one in behind_on(stage, on=TODAY))


def test_the_shown_region_has_steps_of_its_own_and_a_programme() -> None:
    region = actor_of(User.objects.get(login="region"), on=TODAY, address="")
    assert {one.organisation.type for one in programmes(seen_by=region)} == {"union", "regional"}
    union = Programme.objects.get(organisation__type="union")
    [line] = standings(stages_of(union), participants(union, seen_by=region), on=TODAY)
    assert sum(len(one.own_steps) for one in line) == 3
    assert [one.last.remark for one in line if one.last and one.last.remark]
    district = actor_of(User.objects.get(login="district"), on=TODAY, address="")
    assert [one.organisation.type for one in programmes(seen_by=district)] == ["regional"]


def test_the_journal_tells_of_it() -> None:
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"programme_approved", "stage_added", "step_reported", "step_accepted", "step_returned"} <= verbs
