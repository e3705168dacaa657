"""Hold an organisation where and as it stands until the transaction ends."""

from edinstvo.registry.organisations.models import Organisation


class OrganisationClosed(Exception):
    """The organisation does not stand any more; `organisation` is its row."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} was closed on {organisation.closed_on}")
        self.organisation = organisation


def hold_open(*, organisation_id: int) -> Organisation:
    """The organisation as it stands now, held so that nobody closes or moves it before the transaction ends.

    Whoever puts something under an organisation (a member, a part) calls this first; closing and moving wait for them
    and then count what they put. Holders never wait for each other, nor for a renaming. Raises OrganisationClosed.
    """
    held = hold(organisation_id=organisation_id)
    if not held.is_open:
        raise OrganisationClosed(organisation=held)
    return held


def hold(*, organisation_id: int) -> Organisation:
    """The same of an organisation that may be closed.

    Its path and branch columns are good till the transaction ends; those of a row in hand may be a move old.
    Organisations are held before anything else is locked: else a move and the caller could wait for each other
    (docs/decisions/0009).
    """
    [held] = Organisation.objects.raw(
        "SELECT * FROM organisations_organisation WHERE id = %s FOR KEY SHARE", [organisation_id]
    )
    return held
