"""Refuse the name of an open neighbour."""

from edinstvo.registry.organisations.models import Organisation


class NameTaken(Exception):
    """An open organisation under the same parent bears this very name; `organisation` is it."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} bears this name already")
        self.organisation = organisation


def refuse_taken_name(*, parent_id: int | None, key: str, besides: int = 0) -> None:
    """Raise NameTaken when an open organisation under the parent, `besides` one, has the name key."""
    bearers = Organisation.objects.filter(parent_id=parent_id, name_key=key, closed_on=None)
    if bearer := bearers.exclude(pk=besides).first():
        raise NameTaken(organisation=bearer)
