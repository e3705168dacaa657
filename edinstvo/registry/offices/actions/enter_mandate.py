"""Enter in the journal what was done to a mandate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.models import Mandate


def enter_mandate(
    *,
    actor: Actor,
    verb: str,
    mandate: Mandate,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """One entry about the holder, at the organisation's place; it names the office and the organisation."""
    named = {"office": mandate.office, "organisation": mandate.organisation.name}
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="person", id=mandate.person_id, name=mandate.person.full_name),
        at_place=mandate,
        at=at,
        before=before,
        after={**named, **(after or {})},
        reason=reason,
    )
