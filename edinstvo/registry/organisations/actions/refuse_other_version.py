"""Refuse a change of an organisation that is not any more the one that the person saw."""

from edinstvo.registry.organisations.models import Organisation


class EditedMeanwhile(Exception):
    """Somebody changed the organisation after this person opened it; `organisation` is how it stands now."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} is at version {organisation.version} now")
        self.organisation = organisation


def refuse_other_version(*, organisation: Organisation, expected_version: int) -> None:
    """Raise EditedMeanwhile when the held row is not at the version that the person saw."""
    if organisation.version != expected_version:
        raise EditedMeanwhile(organisation=organisation)
