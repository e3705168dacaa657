"""Two commits at one moment: one list is brought in once, and two lists that name one organisation found it once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import a_union
from tests.registry.structure.committee_lists import committed, planned

NAME = "ППО школы № 9 города Галича"


@pytest.mark.django_db(transaction=True)
def test_an_organisation_named_twice_is_founded_once() -> None:
    cast = a_union()
    rows = [(cast.galich.name, NAME, "", "Иванова Мария Петровна", "", "", "")]
    one, other = planned(cast.kostroma, rows), planned(cast.galich, [("", NAME, "", "", "", "", "")])
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(_answer, [one, one, other]))

    assert Organisation.objects.filter(name=NAME).count() == 1
    assert answers.count(None) == 1
    assert all(isinstance(answer, WrongState | RegisterMoved | None) for answer in answers)


def _answer(plan: StructurePlan) -> Exception | None:
    try:
        committed(plan)
    except Exception as refusal:
        return refusal
    finally:
        connections.close_all()
    return None
