"""Which values the programmes at the head of the tree ask for."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.models import Criterion
from edinstvo.insight.programme.queries.standing import programmes
from edinstvo.registry.organisations.models import OrganisationType


def criteria_of_heads(*, seen_by: Actor) -> list[Criterion]:
    """The criteria of the union's programmes that the actor sees; where there are none, of those of their only region.

    Each with its stage and programme, in the order of days. One query.
    """
    living = Criterion.objects.filter(
        stage__withdrawn_at=None, stage__programme__in=programmes(seen_by=seen_by).values("pk")
    )
    told = living.select_related("stage__programme__organisation").order_by("stage__due_on", "pk")
    found = list(told)
    of_union = [one for one in found if one.stage.programme.organisation.type == OrganisationType.UNION]
    # What one region is to reach says nothing of another one, nor of them together.
    is_of_one = len({one.stage.programme.organisation_id for one in found}) == 1
    return of_union or (found if is_of_one else [])
