"""The pages on which figures are brought forward, each for whoever may open it."""

from collections.abc import Mapping

from django.urls import reverse

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.queries.structure import regions_seen
from edinstvo.registry.members.queries.asked import places_for
from edinstvo.registry.organisations.queries.standing import heads_of

# Pages that open to whoever has the power anywhere at all.
_OPEN_WITH = {
    "imports:start": Power.IMPORT_MEMBERS,
    "organisations:tree": Power.SEE_ORGANISATIONS,
    "members:completeness": Power.SEE_MEMBERS,
    "members:list?lacks=changes": Power.SEE_MEMBERS,
}


def addresses_for(actor: Actor) -> Mapping[str, str]:
    """{page: its address} for every `meanings.Count.act_address`; "" where the actor would meet a 404."""
    structure = reverse("indicators:structure") if _sees_regions(actor) else ""
    return {
        **{page: _address(page) if actor.may(power) else "" for page, power in _OPEN_WITH.items()},
        "members:electronic": reverse("members:electronic") if _keeps_members(actor) else "",
        "indicators:structure": structure,
        # The structure says whose chairs lack a login in each region; whoever sees none issues those of their branch.
        "offices:letters": structure or _letters(actor),
    }


def _address(page: str) -> str:
    """A page may be asked for something."""
    name, mark, asked = page.partition("?")
    return f"{reverse(name)}{mark}{asked}"


def _sees_regions(actor: Actor) -> bool:
    return actor.may(Power.SEE_ORGANISATIONS) and bool(regions_seen(seen_by=actor))


def _keeps_members(actor: Actor) -> bool:
    return bool(places_for(Power.KEEP_MEMBERS, organisation=None, seen_by=actor))


def _letters(actor: Actor) -> str:
    """The logins of the chairs below the only branch of the actor, who may issue them."""
    heads = heads_of(seen_by=actor)
    if len(heads) != 1 or not heads[0].is_open or heads[0].keeps_members or heads[0].inpo is None:
        return ""
    may_issue = actor.may(Power.MANAGE_ORGANISATIONS, at=heads[0])
    return reverse("offices:letters", args=[heads[0].inpo]) if may_issue else ""
