"""The actor: powers in branches, asked of a row in hand."""

import pytest

from edinstvo.foundation.access.actor import NOBODY, Actor, PowerMissing
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.organisations.rules import Place

HERE = Place(region_id=1, territory_id=2, primary_id=3)
OWN = Actor(
    user_id=7,
    name="Own",
    grants=frozenset(
        {
            (Power.SEE_MEMBERS, Branch(Level.TERRITORY, 2)),
            (Power.SEE_MEMBERS, Branch(Level.REGION, 9)),
            (Power.KEEP_MEMBERS, Branch(Level.PRIMARY, 3)),
        }
    ),
)


def test_a_power_holds_in_its_own_branches_only() -> None:
    assert OWN.may(Power.SEE_MEMBERS, at=HERE)
    assert OWN.may(Power.SEE_MEMBERS, at=Place(region_id=9))
    assert OWN.may(Power.KEEP_MEMBERS, at=HERE)
    assert not OWN.may(Power.KEEP_MEMBERS, at=Place(region_id=1, territory_id=2))
    assert not OWN.may(Power.KEEP_MEMBERS, at=Place(region_id=1, territory_id=3, primary_id=4))


def test_without_a_place_any_branch_will_do() -> None:
    assert OWN.may(Power.KEEP_MEMBERS)
    assert not OWN.may(Power.READ_JOURNAL)


def test_a_missing_power_has_its_name() -> None:
    with pytest.raises(PowerMissing) as refusal:
        OWN.require(Power.IMPORT_MEMBERS, at=HERE)
    assert refusal.value.power is Power.IMPORT_MEMBERS
    OWN.require(Power.KEEP_MEMBERS, at=HERE)


def test_branches_come_in_a_stable_order() -> None:
    assert OWN.branches(Power.SEE_MEMBERS) == (Branch(Level.REGION, 9), Branch(Level.TERRITORY, 2))


@pytest.mark.parametrize("power", Power)
def test_nobody_may_nothing_and_the_operator_everything(power: Power) -> None:
    operator = Actor.operator(name="Root", command="import-members")
    assert operator.may(power, at=HERE)
    assert operator.may(power, at=Place())
    assert not NOBODY.may(power)
    assert (operator.is_signed_in, NOBODY.is_signed_in) == (True, False)


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_before_it_changes(role: Role) -> None:
    powers = POWERS_OF[role]
    if {Power.KEEP_MEMBERS, Power.IMPORT_MEMBERS} & powers:
        assert Power.SEE_MEMBERS in powers
    if Power.MANAGE_ORGANISATIONS in powers:
        assert Power.SEE_ORGANISATIONS in powers


def test_an_auditor_changes_nothing() -> None:
    changing = {Power.KEEP_MEMBERS, Power.IMPORT_MEMBERS, Power.MANAGE_ORGANISATIONS}
    assert not changing & POWERS_OF[Role.AUDITOR]
