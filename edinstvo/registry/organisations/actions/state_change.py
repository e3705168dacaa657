"""What every act that states something of an organisation from a day on does alike."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.models import DatedFact, Organisation, known

Fact = TypeVar("Fact", bound=DatedFact)


class NothingChanges(Exception):
    """This very thing is known of that day."""


def state_change(
    *,
    actor: Actor,
    verb: str,
    said: DatedFact,
    fields: Sequence[str],
    expected_version: int,
    require: Callable[[Actor, Organisation], None],
) -> Organisation:
    """State the fact, whose fields are those named, and journal it; return the organisation as it stands.

    Said twice, done once. Raises PowerMissing, BeforeFounding, OrganisationClosed, NothingChanges, EditedMeanwhile.
    """
    with transaction.atomic():
        held = Organisation.objects.select_for_update(no_key=True).get(pk=said.organisation_id)
        require(actor, held)
        was = fact_of(said, on=said.valid_from)
        is_same = was is not None and values(was, fields) == values(said, fields)
        if was is not None and is_same and was.valid_from == said.valid_from:
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        refuse_day(organisation=held, on=said.valid_from)
        if is_same:
            raise NothingChanges
        state_fact(fact=said)
        latest = fact_of(said, on=date.max)
        copied = [name for name in fields if hasattr(held, name)]
        save_with(organisation=held, **{name: getattr(latest, name) for name in copied})
        write_change(actor=actor, verb=verb, held=held, was=was, said=said, fields=fields)
    return held


def fact_of(said: Fact, *, on: date) -> Fact | None:
    """The known fact of this kind that holds on the day, or None."""
    facts = type(said)._default_manager.filter(known(), organisation_id=said.organisation_id, valid_from__lte=on)
    return facts.order_by("-valid_from").first()


def refuse_day(*, organisation: Organisation, on: date) -> None:
    """Raise BeforeFounding or OrganisationClosed where it did not stand on the day."""
    if on < organisation.founded_on:
        raise BeforeFounding
    if organisation.closed_on is not None and on >= organisation.closed_on:
        raise OrganisationClosed(organisation=organisation)


def save_with(*, organisation: Organisation, **copied: Any) -> None:
    """Save what the held row says of today, at its next version."""
    for name, value in copied.items():
        setattr(organisation, name, value)
    organisation.version += 1
    organisation.save(update_fields=[*copied, "version"])


def write_change(
    *, actor: Actor, verb: str, held: Organisation, was: DatedFact | None, said: DatedFact, fields: Sequence[str]
) -> None:
    """Journal what was known of the day before, and what is stated now."""
    before, after = changes(values(was, fields) if was else {}, values(said, fields))
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="organisation", id=held.pk, name=held.name),
        at_place=held,
        at=said.known_since,
        before=before,
        after={**after, "valid_from": said.valid_from.isoformat()},
        reason=said.decision,
    )


def values(fact: DatedFact, fields: Sequence[str]) -> dict[str, Any]:
    """The fields of the fact by name, as JSON knows them."""
    return {name: getattr(fact, name) for name in fields}
