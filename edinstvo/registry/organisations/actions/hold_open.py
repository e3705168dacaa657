"""Hold an organisation where and as it stands until the transaction ends."""

from collections.abc import Collection

from django.db import connection

from edinstvo.registry.organisations.models import Organisation

# Any number would do: it only has to be the same for every act that changes who stands under whom, or of which type.
ONE_CHANGE_OF_THE_TREE = 7_340_001


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


def hold_both(*, one: int, other: int) -> tuple[Organisation, Organisation]:
    """Two organisations that may be closed, held as by `hold_several`."""
    held = hold_several(ids={one, other})
    return held[one], held[other]


def hold_several(*, ids: Collection[int]) -> dict[int, Organisation]:
    """Organisations that may be closed, by id, each held as by `hold`.

    Whoever holds one and waits for another could meet a move that has them the other way round; so moves and closings
    of the whole tree wait first, and holders of several do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ONE_CHANGE_OF_THE_TREE])
    return {id_: hold(organisation_id=id_) for id_ in sorted(ids)}
