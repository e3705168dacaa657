"""What an act on an organisation touches, and where something stands, in words."""

from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import number
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.reach import Reach


def what_goes_along(reach: Reach) -> str:
    """How many organisations, people and logins an act touches."""
    return ", ".join(
        [
            so_many_organisations(reach.organisations),
            ngettext("%(n)s person on record", "%(n)s people on record", reach.members) % {"n": number(reach.members)},
            ngettext("%(n)s login", "%(n)s logins", reach.logins) % {"n": number(reach.logins)},
        ]
    )


def so_many_organisations(count: int) -> str:
    """`1 organisation`, `1,025 organisations`."""
    return ngettext("%(n)s organisation", "%(n)s organisations", count) % {"n": number(count)}


def in_a_chain(above: list[Organisation]) -> str:
    """Organisations from the union down, in words."""
    return " → ".join(one.short_name for one in above)
