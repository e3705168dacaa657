"""What the acts on a programme write into the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.insight.programme.models import Programme, Stage
from edinstvo.registry.organisations.models import Organisation


def write_down(
    *,
    actor: Actor,
    verb: str,
    of: Programme | Stage,
    at: datetime,
    place: Organisation | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """One entry about the programme or the stage, at its owner or at whoever took the step."""
    owner = of.organisation if isinstance(of, Programme) else of.programme.organisation
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="programme" if isinstance(of, Programme) else "stage", id=of.pk, name=str(of)),
        at_place=place or owner,
        at=at,
        before=before,
        after=after,
        reason=reason,
    )
