"""Hold a mandate, its holder and its organisation for an act."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.permissions import require_entering
from edinstvo.registry.organisations.actions.hold_open import hold


class MandateChanged(Exception):
    """Somebody changed the mandate after this person opened it; `mandate` is how it stands now."""

    def __init__(self, *, mandate: Mandate) -> None:
        super().__init__(f"the mandate is at version {mandate.version} now")
        self.mandate = mandate


class MandateEnded(Exception):
    """The mandate has ended already; `mandate` says when and why."""

    def __init__(self, *, mandate: Mandate) -> None:
        super().__init__(f"ended on {mandate.ended_on}")
        self.mandate = mandate


def lock_mandate(*, actor: Actor, mandate_id: int) -> Mandate:
    """The locked mandate, with its person locked before it and its organisation held before both.

    Raises PowerMissing, Mandate.DoesNotExist.
    """
    row = Mandate.objects.values("organisation_id", "person_id").get(pk=mandate_id)
    held = hold(organisation_id=row["organisation_id"])
    Person.objects.select_for_update(no_key=True).get(pk=row["person_id"])
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("person").get(pk=mandate_id)
    mandate.organisation = held
    require_entering(actor, held, mandate.office)
    return mandate


def refuse_other_version(*, mandate: Mandate, expected_version: int) -> None:
    """Raise MandateChanged when the locked mandate is not at the version that the person saw."""
    if mandate.version != expected_version:
        raise MandateChanged(mandate=mandate)
