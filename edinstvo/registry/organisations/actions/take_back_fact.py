"""Take back what was stated of an organisation from a day on: it never was so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.refuse_disorder import refuse_disorder
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.rename_organisation import bear_latest_name
from edinstvo.registry.organisations.actions.state_change import fact_of, save_with, values
from edinstvo.registry.organisations.actions.state_contacts import FIELDS
from edinstvo.registry.organisations.actions.state_fact import take_back
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    Organisation,
    OrganisationInstitution,
    OrganisationKind,
    OrganisationName,
    Workforce,
)
from edinstvo.registry.organisations.permissions import require_managing, require_stating_figures
from edinstvo.registry.organisations.queries.history import held_before


@dataclass(frozen=True)
class Statement:
    """What facts of a kind say, who may state them, and whether an organisation cannot be without one."""

    fields: tuple[str, ...]
    require: Callable[[Actor, Organisation], None]
    is_of_every_one: bool = False


STATEMENTS: dict[type[DatedFact], Statement] = {
    OrganisationName: Statement(("name", "short_name"), require_managing, is_of_every_one=True),
    OrganisationKind: Statement(("type",), require_managing, is_of_every_one=True),
    OrganisationInstitution: Statement(("institution",), require_managing),
    Workforce: Statement(("workers", "students"), require_stating_figures),
    DeclaredHeads: Statement(("workers", "students", "retired"), require_stating_figures),
    Contact: Statement(FIELDS, require_stating_figures),
}


class OfTheFounding(Exception):
    """The organisation was founded with it, and cannot be without."""


def take_back_fact(*, actor: Actor, fact: DatedFact, at: datetime, reason: str, expected_version: int) -> Organisation:
    """Let what the fact (of the kinds of STATEMENTS) states never have been; what was known stays readable.

    What it had replaced of its very day holds again, or what is known of the days before. A later fact of its kind is
    no obstacle; what could not have stood without a type is. A correction, so it has no day of its own. Taken back
    already, nothing is changed. Raises PowerMissing, EditedMeanwhile, OfTheFounding, NameTaken, and what
    `refuse_disorder` raises.
    """
    statement = STATEMENTS[type(fact)]
    with transaction.atomic():
        hold_structure()
        held = Organisation.objects.select_for_update().get(pk=fact.organisation_id)
        statement.require(actor, held)
        stated = type(fact)._default_manager.select_related("restates").get(pk=fact.pk)
        if stated.known_until is not None:
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        back = held_before(stated)
        if back is None and statement.is_of_every_one:
            raise OfTheFounding
        take_back(fact=stated, back=back, at=at)
        _follow(held, stated, statement.fields)
        _record(actor, held, stated, back, at, reason)
    return held


def _follow(held: Organisation, stated: DatedFact, fields: tuple[str, ...]) -> None:
    """Let the row say what the latest of the facts says; raises what cannot be."""
    if isinstance(stated, OrganisationName):
        bear_latest_name(held=held)
        return
    if isinstance(stated, OrganisationKind):
        refuse_disorder(organisation=held, besides_below=True)
    latest = fact_of(stated, on=date.max)
    save_with(organisation=held, **{name: getattr(latest, name, "") for name in fields if hasattr(held, name)})


def _record(
    actor: Actor, held: Organisation, stated: DatedFact, back: DatedFact | None, at: datetime, reason: str
) -> None:
    fields = STATEMENTS[type(stated)].fields
    holds = values(back, fields) if back else dict.fromkeys(fields)
    write_entry(
        actor=actor,
        verb="organisation_statement_taken_back",
        about=About(type="organisation", id=held.pk, name=held.name),
        at_place=held,
        at=at,
        before={**values(stated, fields), "valid_from": stated.valid_from.isoformat()},
        after=holds,
        reason=reason,
    )
