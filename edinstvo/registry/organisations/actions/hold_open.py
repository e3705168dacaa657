"""Hold an organisation open until the transaction ends."""

from edinstvo.registry.organisations.models import Organisation


class OrganisationClosed(Exception):
    """The organisation does not stand any more; `organisation` is its row."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} was closed on {organisation.closed_on}")
        self.organisation = organisation


def hold_open(*, organisation_id: int) -> Organisation:
    """The organisation as it stands now, held so that nobody closes it before the caller's transaction ends.

    Whoever puts something under an organisation (a member, a part) calls this first; closing waits for them and then
    counts what they put. Holders never wait for each other, nor for a renaming. Raises OrganisationClosed.
    """
    [held] = Organisation.objects.raw(
        "SELECT * FROM organisations_organisation WHERE id = %s FOR KEY SHARE", [organisation_id]
    )
    if not held.is_open:
        raise OrganisationClosed(organisation=held)
    return held
