"""Give an organisation another name from a day on."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.refuse_taken_name import refuse_taken_name
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.models import Organisation, OrganisationName, known
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.rules import name_key, tidy_name


class BeforeFounding(Exception):
    """The day lies before the organisation was founded."""


class NameUnchanged(Exception):
    """The organisation bore this very name on that day."""


def rename_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    short_name: str,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """State the name that the organisation bears from the day `on`, until its next renaming; return it as it stands.

    A day of a former renaming corrects that one: what was known till now stays readable. Said twice, done once.
    Raises PowerMissing, DayNotCome, DecisionMissing, NameMissing, BeforeFounding, OrganisationClosed, NameUnchanged,
    EditedMeanwhile, NameTaken.
    """
    require_managing(actor, organisation)
    refuse_future_day(on=on, at=at)
    refuse_no_decision(decision=decision)
    said = OrganisationName(
        organisation=organisation,
        name=tidy_name(name),
        short_name=tidy_name(short_name),
        valid_from=on,
        known_since=at,
        decision=decision,
    )
    with transaction.atomic():
        held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        require_managing(actor, held)
        borne = _name_on(held, on)
        if borne.valid_from == on and _is_same(borne, said):
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        _refuse(held, borne, said)
        state_fact(fact=said)
        bear_latest_name(held=held)
        _record(actor, held, borne, said)
    return held


def _name_on(held: Organisation, on: date) -> OrganisationName:
    borne = held.names.filter(known(), valid_from__lte=on).order_by("-valid_from").first()
    if borne is None:
        raise BeforeFounding
    return borne


def _is_same(one: OrganisationName, other: OrganisationName) -> bool:
    return (one.name, one.short_name) == (other.name, other.short_name)


def _refuse(held: Organisation, borne: OrganisationName, said: OrganisationName) -> None:
    if held.closed_on is not None and said.valid_from >= held.closed_on:
        raise OrganisationClosed(organisation=held)
    if _is_same(borne, said):
        raise NameUnchanged


def bear_latest_name(*, held: Organisation) -> None:
    """Let the held row say, at its next version, what it is called today; raises NameTaken."""
    latest = held.names.filter(known()).order_by("-valid_from")[0]
    held.name, held.short_name = latest.name, latest.short_name
    held.name_key = name_key(name=held.name, short_name=held.short_name)
    held.version += 1
    _refuse_taken(held)
    try:
        with transaction.atomic():
            held.save(update_fields=["name", "short_name", "name_key", "version"])
    except IntegrityError:
        _refuse_taken(held)
        raise


def _refuse_taken(held: Organisation) -> None:
    if held.is_open:
        refuse_taken_name(parent_id=held.parent_id, key=held.name_key, besides=held.pk)


def _record(actor: Actor, held: Organisation, borne: OrganisationName, said: OrganisationName) -> None:
    was, became = changes(_fields(borne), _fields(said))
    is_correction = borne.valid_from == said.valid_from
    write_entry(
        actor=actor,
        verb="organisation_name_corrected" if is_correction else "organisation_renamed",
        about=About(type="organisation", id=held.pk, name=held.name),
        at_place=held,
        at=said.known_since,
        before=was,
        after={**became, "valid_from": said.valid_from.isoformat()},
        reason=said.decision,
    )


def _fields(fact: OrganisationName) -> dict[str, str]:
    return {"name": fact.name, "short_name": fact.short_name}
