"""Organisations merged by the tests."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.merge_organisation import merge_organisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import NOW, OPERATOR
from tests.registry.organisations.moving import fresh

DAY = date(2026, 9, 1)


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
