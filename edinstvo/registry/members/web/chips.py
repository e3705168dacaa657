"""The questions asked most of a list of members, one step away from it; and those that the person saved."""

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from edinstvo.registry.members.queries.asked import saved_lists
from edinstvo.registry.members.web.listing import PLACE_AND_ORDER, PRESETS, Asked


def chips_of(asked: Asked, counted: dict[str, int | None]) -> list[tuple[str, str, int | None, bool]]:
    """(address, words, count, whether it is on) of the questions asked most.

    They are asked of today: beside a list of a past day their counts would be taken for those of that day.
    """
    words = {
        "current": _("On record"),
        "incomplete": _("Incomplete"),
        "young": _("Up to 35 years"),
        "former": _("Former"),
    }
    stays = {name: value for name, value in asked.kept.items() if name in PLACE_AND_ORDER}
    return [
        (
            f"?{urlencode({**stays, **preset})}",
            words[name],
            counted[name] if asked.filters.as_of is None else None,
            not asked.words and asked.conditions == preset,
        )
        for name, preset in PRESETS.items()
    ]


def saved_chips_of(asked: Asked) -> list[tuple[str, str, bool]]:
    """(address, name, whether it is on) of the person's own saved lists; none beside what a search has found."""
    saved = [] if asked.words else saved_lists(seen_by=asked.actor)
    return [(f"?{one.question}", one.name, one.question == asked.question) for one in saved]
