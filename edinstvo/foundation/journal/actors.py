"""What tells people of one name apart wherever the journal names them: the login, and where their roles are."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.journal.places import names_of

_PLACES = 2


def logins_of(ids: Collection[int]) -> dict[int, str]:
    """{user: login}, which nobody shares; a user who is no more is not there. One query."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "login")) if ids else {}


def told_apart(ids: Collection[int], *, since: date, seen_by: Actor) -> dict[int, str]:
    """{user: "nvetrova · School № 2"}: the login, and two organisations at most of roles that held since the day.

    Organisations that the actor may not see go unnamed. At most three queries; a user who is no more is not there.
    """
    if not ids:
        return {}
    logins = logins_of(ids)
    held = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=since), user_id__in=ids).order_by("pk")
    grants = list(held.values_list("user_id", "organisation_id"))
    names: dict[int, str] = {0: _("the whole union")}
    names |= names_of({place for _user, place in grants if place}, seen_by=seen_by)
    places: dict[int, list[str]] = {id_: [] for id_ in logins}
    for user, place in grants:
        if place in names and names[place] not in places[user]:
            places[user].append(names[place])
    return {id_: " · ".join(filter(None, (login, ", ".join(places[id_][:_PLACES])))) for id_, login in logins.items()}
