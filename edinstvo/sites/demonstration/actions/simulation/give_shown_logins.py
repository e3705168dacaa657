"""Give the shown people their logins in a simulated union, so that it can be looked at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.give_logins import give_login
from edinstvo.sites.demonstration.rules.logins import SHOWN_LOGINS, ShownLogin
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from edinstvo.sites.demonstration.rules.tree import SHOWCASE, UNION


def give_shown_logins(*, union: SimulatedUnion, ids: Mapping[str, int], at: datetime) -> None:
    """The same logins as in the demonstration, each in the first organisation of its kind; those there already stay."""
    with transaction.atomic():
        for shown in _placed(union):
            if not User.objects.filter(login=shown.login).exists():
                give_login(shown, Organisation.objects.get(pk=ids[shown.at]), on=timezone.localdate(at), at=at)


def _placed(union: SimulatedUnion) -> Iterator[ShownLogin]:
    """Each login with the key of an organisation of this union; a login for which there is none is left out."""
    shown_region = str(SHOWCASE["region"])
    code = shown_region if shown_region in union.branches else next(iter(union.branches))
    branch = union.branches[code]
    territory = next((one for one in branch if one.type == "territorial"), branch[0])
    wanted: dict[str, Callable[[Planned], bool]] = {
        "region": lambda one: one is branch[0],
        "district": lambda one: one is territory,
        "chair": lambda one: one.type == "primary" and one.parent == territory.key and one.closed_on is None,
        "university": lambda one: one.type == "primary_with_territorial_rights",
    }
    for shown in SHOWN_LOGINS:
        if shown.at == UNION:
            yield shown
        elif shown.login in wanted:
            fit = next((one for one in branch if wanted[shown.login](one)), None)
            if fit is not None:
                yield replace(shown, at=fit.key)
