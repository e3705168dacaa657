"""Begin the register: found the union itself."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import take_ids
from edinstvo.registry.organisations.actions.enter_organisation import enter_organisation
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import require_everywhere
from edinstvo.registry.organisations.rules import compose, name_key, tidy_name


class UnionStands(Exception):
    """There is a union already, and there is never a second one."""


def found_union(*, actor: Actor, name: str, short_name: str, on: date, at: datetime, decision: str) -> Organisation:
    """Found the union as of the day `on`; its ИНПО is 00-000-0000-K.

    Raises PowerMissing, DayNotCome, NameMissing, UnionStands.
    """
    require_everywhere(actor)
    refuse_future_day(on=on, at=at)
    name, short_name = tidy_name(name), tidy_name(short_name)
    [id_] = take_ids(table=Organisation._meta.db_table, count=1)
    union = Organisation(
        id=id_,
        inpo=compose(region="00"),
        type=OrganisationType.UNION,
        path=f"/{id_}/",
        name=name,
        short_name=short_name,
        name_key=name_key(name=name, short_name=short_name),
        founded_on=on,
    )
    try:
        with transaction.atomic():
            enter_organisation(actor=actor, organisation=union, at=at, decision=decision)
    except IntegrityError as error:
        raise UnionStands from error
    return union
