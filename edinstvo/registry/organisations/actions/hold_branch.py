"""Hold an organisation with everything below it against whoever puts something there."""

from django.db import connection

from edinstvo.registry.organisations.actions.hold_open import ONE_CHANGE_OF_THE_TREE
from edinstvo.registry.organisations.models import Organisation


def hold_structure() -> None:
    """Wait for other changes of the tree, and let none begin until the transaction ends.

    Two moves that cross (one organisation twice, one under the other and the other under the one) so follow each other,
    and the second sees what the first did.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_CHANGE_OF_THE_TREE])


def hold_branch(*, organisation_id: int) -> tuple[Organisation, list[int]]:
    """The organisation as it stands, and the ids of it and all below it, each held till the transaction ends.

    Waits for everybody who holds one of them (`hold`, `hold_open`); from then on they wait for us. Stands under
    `hold_structure`: only so the path stays what it is while we wait.
    """
    head = Organisation.objects.select_for_update().get(pk=organisation_id)
    below = Organisation.objects.filter(path__gte=head.path, path__lt=f"{head.path}~").order_by("pk")
    held: list[int] = []
    # Something may have been founded below while we waited; below what is held nothing can be.
    while held != (found := list(below.select_for_update().values_list("pk", flat=True))):
        held = found
    return head, held
