"""What does not stand where, in words."""

from django.utils.translation import gettext as _

from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.found_organisation import TypeNotAllowedHere
from edinstvo.registry.organisations.models import OrganisationType


def misplaced(refusal: TypeNotAllowedHere) -> str:
    """What does not stand where, and, of one that stands, which of its acts meet there."""
    said = does_not_stand(refusal.type, refusal.parent.short_name, refusal.parent_type)
    if refusal.when is None:
        return said
    acts = _(
        "So it would be from %(day)s on: of this kind it is from %(kind)s, in this place from %(place)s. "
        "Change one of the two first, or take it back."
    ) % {
        "day": day(refusal.when.on),
        "kind": day(refusal.when.kind_since),
        "place": day(refusal.when.place_since),
    }
    return f"{said} {acts}"


def does_not_stand(type: str, parent: str, parent_type: str) -> str:
    """That no organisation of the type stands right under the parent."""
    return _("An organisation of the kind “%(type)s” does not stand right under “%(parent)s” (“%(parent_type)s”).") % {
        "type": OrganisationType(type).label,
        "parent": parent,
        "parent_type": OrganisationType(parent_type).label,
    }
