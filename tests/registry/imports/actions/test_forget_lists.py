"""What was brought is kept as long as it can be undone."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.models import ImportPlan, PlanRow
from edinstvo.registry.members.models import Membership
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.foundation.retention.nights import night
from tests.registry.imports.lists import planned

ANNA = ["Иванова Анна Петровна", "12.03.1968", "", "", ""]


@pytest.mark.django_db(transaction=True)
def test_a_committed_list_is_forgotten_after_thirty_days_and_its_members_stay() -> None:
    plan = planned(a_union().berezovka, [ANNA])
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    key = StoredFile.objects.get().key

    assert night("imports.lists", TODAY + timedelta(days=30)) == 0
    assert default_storage.exists(key)
    assert night("imports.lists", TODAY + timedelta(days=31)) == 1
    assert not default_storage.exists(key)
    assert not StoredFile.objects.exists()
    assert PlanRow.objects.get().raw == []
    assert [sheet["samples"] for sheet in ImportPlan.objects.get().sheets] == [[]]
    assert Membership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_list_that_nobody_committed_is_laid_aside() -> None:
    planned(a_union().berezovka, [ANNA])
    night("imports.lists", TODAY + timedelta(days=31))
    assert ImportPlan.objects.get().state == "dropped"
