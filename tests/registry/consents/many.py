"""A consent entered for a whole list, as somebody asked for it."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.consents.actions.ask_many import ask_for_list
from edinstvo.registry.consents.actions.enter_many import enter_many
from edinstvo.registry.consents.models import ConsentKind, ManyConsents
from edinstvo.registry.consents.queries.missing import Asked, lacking
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.queries.report import say_nothing
from tests.cast import NOW, TODAY
from tests.registry.consents.giving import GIVEN


def a_list_of_many(actor: Actor, kind: str = "photo") -> ManyConsents:
    """Entered for everybody whom the actor keeps and who lacks it."""
    asked = Asked(organisation=None, kind=ConsentKind.objects.get(pk=kind))
    act = ask_for_list(
        actor=actor,
        asked=asked,
        words="без согласия",
        details=ConsentDetails(given_on=GIVEN, channel="paper"),
        expected=lacking(asked, on=TODAY, seen_by=actor).count(),
        on=TODAY,
        at=NOW,
    )
    return enter_many(actor=actor, act_id=act.pk, on=TODAY, at=NOW, report=say_nothing)
