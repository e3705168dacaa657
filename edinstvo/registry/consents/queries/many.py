"""What came of a consent entered for many at once."""

from django.db.models import Count

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.models import ManyConsents
from edinstvo.registry.members.models import Membership, Outcome

_SHOWN = 200


def outcomes_of(act: ManyConsents) -> dict[str, int]:
    """How many members of the act came to each outcome."""
    return dict(act.lines.values_list("outcome").annotate(count=Count("id")).order_by())


def refused_in(act: ManyConsents, *, seen_by: Actor) -> list[tuple[Membership, str]]:
    """(membership, why) of the first two hundred that were refused, as far as the actor still sees them."""
    reasons = dict(act.lines.filter(outcome=Outcome.REFUSED).order_by("id").values_list("membership_id", "reason"))
    rows = Membership.objects.filter(seen_by.scope(Power.SEE_MEMBERS), pk__in=reasons).select_related(
        "person", "organisation"
    )
    return [(row, reasons[row.pk]) for row in rows.order_by("name_key", "id")[:_SHOWN]]
