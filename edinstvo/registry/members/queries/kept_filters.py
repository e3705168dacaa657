"""The filters of a list as JSON, for what is done with the list later."""

from dataclasses import fields
from datetime import date
from typing import Any

from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation

_DAYS = ("as_of", "joined_from", "joined_to", "came_from", "came_to", "left_from", "left_to")


def as_json(filters: Filters) -> dict[str, Any]:
    """Only what is asked for; the organisation by its id, days in ISO."""
    asked = {one.name: getattr(filters, one.name) for one in fields(filters)}
    usual = Filters()
    said = {name: value for name, value in asked.items() if value != getattr(usual, name)}
    if filters.organisation is not None:
        said["organisation"] = filters.organisation.pk
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def from_json(kept: dict[str, Any]) -> Filters:
    """The filters again, with the organisation where it stands by now."""
    said: dict[str, Any] = {name: date.fromisoformat(value) if name in _DAYS else value for name, value in kept.items()}
    if "organisation" in said:
        said["organisation"] = Organisation.objects.get(pk=said["organisation"])
    return Filters(**said)
