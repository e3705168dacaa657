"""Giving roles and taking them back."""

from datetime import date

import pytest

from edinstvo.foundation.access.actions.end_grant import EndsBeforeItBegins, GrantEnded, end_grant
from edinstvo.foundation.access.actions.give_grant import GrantStands, give_grant
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Power, Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, actor

pytestmark = pytest.mark.django_db


def give(giver: Actor, user: User, role: Role, where: Organisation, *, in_tree: bool = True) -> Grant:
    """A role at an organisation, from today on."""
    level = where.level or Level.PRIMARY
    return give_grant(
        actor=giver,
        user=user,
        role=role,
        level=level,
        organisation_id=0 if level is Level.UNION else where.pk,
        valid_from=TODAY,
        at=NOW,
        place=where if in_tree else None,
    )


class TestGiving:
    def test_makes_the_user_an_actor_there_and_nowhere_else(self) -> None:
        cast = a_union()
        user = a_user("oreshkina")
        give(OPERATOR, user, Role.CHAIR, cast.berezovka)
        made = actor_of(user, on=TODAY, address="")
        assert made.may(Power.KEEP_MEMBERS, at=cast.berezovka)
        assert not made.may(Power.SEE_MEMBERS, at=cast.lyceum)
        assert not made.may(Power.MANAGE_ORGANISATIONS)

    def test_stands_in_the_journal_of_the_place(self) -> None:
        cast = a_union()
        user = a_user("oreshkina")
        give(OPERATOR, user, Role.CHAIR, cast.berezovka)
        entry = Entry.objects.get(verb="grant_given")
        assert (entry.object_id, entry.territory_id, entry.primary_id) == (user.pk, cast.galich.pk, cast.berezovka.pk)
        assert entry.after["role"] == "chair"

    def test_twice_is_refused(self) -> None:
        cast = a_union()
        user = a_user("oreshkina")
        give(OPERATOR, user, Role.CHAIR, cast.berezovka)
        with pytest.raises(GrantStands):
            give(OPERATOR, user, Role.CHAIR, cast.berezovka)
        assert Entry.objects.filter(verb="grant_given").count() == 1

    def test_reaches_down_the_givers_own_branch(self) -> None:
        cast = a_union()
        staff = actor(Role.STAFF, cast.kostroma)
        assert give(staff, a_user("oreshkina"), Role.CHAIR, cast.berezovka).pk
        assert give(staff, a_user("belova"), Role.STAFF, cast.galich).pk
        assert give(staff, a_user("colleague"), Role.STAFF, cast.kostroma, in_tree=False).pk

    def test_never_reaches_beside_or_above_it(self) -> None:
        cast = a_union()
        staff = actor(Role.STAFF, cast.kostroma)
        for where in (cast.oryol, cast.mtsensk, cast.mtsensk_school, cast.union):
            with pytest.raises(PowerMissing):
                give(staff, a_user(f"user-{where.pk}"), Role.CHAIR, where)

    def test_needs_the_place_in_the_tree_to_reach_down(self) -> None:
        cast = a_union()
        with pytest.raises(PowerMissing):
            give(actor(Role.STAFF, cast.kostroma), a_user("oreshkina"), Role.CHAIR, cast.berezovka, in_tree=False)

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.AUDITOR])
    def test_is_not_for_those_who_manage_nothing(self, role: Role) -> None:
        cast = a_union()
        for given in Role:
            with pytest.raises(PowerMissing):
                give(actor(role, cast.galich, login=f"{role}-{given}"), a_user(f"to-{given}"), given, cast.berezovka)

    def test_passes_on_no_power_that_the_giver_lacks(self) -> None:
        cast = a_union()
        poor = Actor(
            user_id=1,
            name="Без права вести людей",
            grants=frozenset(
                pair for pair in actor(Role.STAFF, cast.galich).grants if pair[0] is not Power.KEEP_MEMBERS
            ),
        )
        with pytest.raises(PowerMissing) as refusal:
            give(poor, a_user("oreshkina"), Role.CHAIR, cast.berezovka)
        assert refusal.value.power is Power.KEEP_MEMBERS
        assert give(poor, a_user("belova"), Role.AUDITOR, cast.berezovka).pk


class TestTakingBack:
    def test_ends_the_role_on_that_very_day(self) -> None:
        cast, user, grant = _a_chair()
        end_grant(actor=OPERATOR, grant=grant, on=date(2026, 12, 1), at=NOW)
        assert actor_of(user, on=date(2026, 11, 30), address="").may(Power.SEE_MEMBERS, at=cast.berezovka)
        assert not actor_of(user, on=date(2026, 12, 1), address="").may(Power.SEE_MEMBERS, at=cast.berezovka)

    def test_happens_once(self) -> None:
        _cast, _user, grant = _a_chair()
        end_grant(actor=OPERATOR, grant=grant, on=TODAY, at=NOW)
        with pytest.raises(GrantEnded):
            end_grant(actor=OPERATOR, grant=grant, on=TODAY, at=NOW)
        assert Entry.objects.filter(verb="grant_ended").count() == 1

    def test_cannot_end_before_the_beginning(self) -> None:
        _cast, _user, grant = _a_chair()
        with pytest.raises(EndsBeforeItBegins):
            end_grant(actor=OPERATOR, grant=grant, on=date(2026, 11, 23), at=NOW)

    def test_leaves_room_for_the_same_role_again(self) -> None:
        cast, user, grant = _a_chair()
        end_grant(actor=OPERATOR, grant=grant, on=TODAY, at=NOW)
        assert give(OPERATOR, user, Role.CHAIR, cast.berezovka).pk != grant.pk

    def test_takes_the_same_power_as_giving(self) -> None:
        cast, _user, grant = _a_chair()
        with pytest.raises(PowerMissing):
            end_grant(actor=actor(Role.STAFF, cast.oryol), grant=grant, on=TODAY, at=NOW, place=cast.berezovka)
        end_grant(actor=actor(Role.STAFF, cast.galich), grant=grant, on=TODAY, at=NOW, place=cast.berezovka)
        assert Grant.objects.get(pk=grant.pk).valid_until == TODAY


def _a_chair() -> tuple[Cast, User, Grant]:
    cast = a_union()
    user = a_user("oreshkina")
    return cast, user, give(OPERATOR, user, Role.CHAIR, cast.berezovka)
