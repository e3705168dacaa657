"""Whoever has got something of any slice since a list brought them stays when the list is taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.bind_login import bind_login
from tests.cast import NOW, OPERATOR, TODAY, a_union, a_user
from tests.registry.imports.lists import planned

ROWS = [["Иванова Анна Петровна", "12.03.1968", "", "", ""], ["Белозёрский Борис Ильич", "30.07.1991", "", "", ""]]


def _gets_a_card(person_id: int) -> None:
    card = LoadedCard(number="0000000000001", kind="plastic", person_id=person_id, issued_on=TODAY)
    load_cards(actor=OPERATOR, cards=[card], at=NOW)


def _gets_a_card_and_loses_it(person_id: int) -> None:
    days = {"issued_on": TODAY, "ended_on": TODAY, "end_reason": "lost"}
    card = LoadedCard(number="0000000000001", kind="plastic", person_id=person_id, **days)
    load_cards(actor=OPERATOR, cards=[card], at=NOW)


def _takes_part(person_id: int) -> None:
    row = LoadedParticipation(person_id=person_id, began_on=TODAY)
    load_participations(actor=OPERATOR, participations=[row], at=NOW)


def _gets_a_login(person_id: int) -> None:
    bind_login(actor=OPERATOR, user=a_user("anna"), person_id=person_id, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("happens", [_gets_a_card, _gets_a_card_and_loses_it, _takes_part, _gets_a_login])
def test_undo_keeps_them_and_takes_the_others_back(happens: Callable[[int], None]) -> None:
    plan = planned(a_union().berezovka, ROWS)
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    anna = Membership.objects.get(name_key__startswith="иванова")
    happens(anna.person_id)
    plan = undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW + timedelta(hours=1), report=say_nothing)
    with connection.cursor() as cursor:
        # The database compares its keys at the end of a transaction, or when told to.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert (plan.counts["reversed"], plan.counts["kept"]) == (1, 1)
    assert list(Membership.objects.values_list("pk", flat=True)) == [anna.pk]
