"""Organisations merged and split by the tests, and taken back."""

from datetime import date, datetime, timedelta

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.reorganisations.actions.merge_organisation import merge_organisation
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import NOW, OPERATOR, Cast
from tests.registry.organisations.moving import fresh

DAY = date(2026, 9, 1)
LATER = NOW + timedelta(hours=1)


def merged(
    source: Organisation,
    target: Organisation,
    *,
    actor: Actor = OPERATOR,
    kind: Kind = Kind.MERGED,
    on: date = DAY,
    decision: str = "Постановление № 9",
    at: datetime = NOW,
) -> Reorganisation:
    """The act by which everything of the source went over on a day."""
    return merge_organisation(
        actor=actor,
        kind=kind,
        source=source,
        target=target,
        on=on,
        decision=decision,
        expected_version=fresh(source).version,
        at=at,
    )


def undone(act: Reorganisation, *, actor: Actor = OPERATOR) -> Reorganisation:
    """The act taken back, an hour later."""
    return undo_reorganisation(actor=actor, reorganisation_id=act.pk, reason="Решение отменено", at=LATER)


def heads(*places: Organisation) -> list[int]:
    """How many are on record at each place."""
    return list(figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[place.pk for place in places]).values())


def split(
    cast: Cast, *stays: Membership, on: date = DAY, actor: Actor = OPERATOR, decision: str = "Постановление № 9"
) -> Reorganisation:
    """The act by which some of the school went over to a new one."""
    return split_organisation(
        actor=actor,
        source=cast.berezovka,
        name="ППО Новой школы",
        short_name="ППО Новой школы",
        stay_ids=[stay.pk for stay in stays],
        on=on,
        decision=decision,
        at=NOW,
    )
