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
    """One entry about the holder, at the organisation's place; it names the office and the organisation.

    The journal knows `ended_on` as the end of a membership: that of a mandate has a name of its own there.
    """
    named = {"office": mandate.office, "organisation": mandate.organisation.name}
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="person", id=mandate.person_id, name=mandate.person.full_name),
        at_place=mandate,
        at=at,
        before=_renamed(before or {}),
        after={**named, **_renamed(after or {})},
        reason=reason,
    )


def _renamed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"without_office_since" if name == "ended_on" else name: value for name, value in values.items()}
