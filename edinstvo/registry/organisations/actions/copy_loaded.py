"""Write loaded organisations and their facts through COPY."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Model

from edinstvo.foundation.bulk import copy_rows
from edinstvo.registry.organisations.actions.found_organisation import covered_subjects
from edinstvo.registry.organisations.actions.loaded_rows import Loaded
from edinstvo.registry.organisations.models import (
    REGIONAL_TYPES,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
)
from edinstvo.registry.organisations.rules import tidy_name


def copy_loaded(*, loaded: Sequence[Loaded], at: datetime) -> None:
    """Write the organisations with the ids they have, and every fact of theirs; inside the transaction of a load."""
    _copy(Organisation, [one.organisation for one in loaded])
    _copy(OrganisationName, [fact for one in loaded for fact in _names(one, at)])
    _copy(OrganisationParent, [fact for one in loaded for fact in _parents(one, at)])
    _copy(OrganisationKind, [_kind(one, at) for one in loaded])
    _copy(OrganisationStatus, [fact for one in loaded for fact in _statuses(one, at)])
    covering = Organisation.subjects.through
    covered = [
        covering(organisation_id=one.organisation.pk, federalsubject_id=code)
        for one in loaded
        if one.row.type in REGIONAL_TYPES
        for code in covered_subjects(type=one.row.type, seat=one.row.seat, subjects=one.row.subjects)
    ]
    _copy(covering, covered)


def _copy(model: type[Model], rows: Sequence[Model]) -> None:
    """Write the rows, those of organisations with the ids they have."""
    fields = [field for field in model._meta.concrete_fields if model is Organisation or not field.primary_key]
    copy_rows(
        table=model._meta.db_table,
        columns=[field.column for field in fields],
        rows=([getattr(row, field.attname) for field in fields] for row in rows),
    )


def _names(one: Loaded, at: datetime) -> Iterator[OrganisationName]:
    for named in one.row.names:
        yield OrganisationName(
            organisation_id=one.organisation.pk,
            name=tidy_name(named.name),
            short_name=tidy_name(named.short_name),
            valid_from=named.on,
            known_since=at,
            decision=named.decision,
        )


def _parents(one: Loaded, at: datetime) -> Iterator[OrganisationParent]:
    for time in one.stood:
        yield OrganisationParent(
            organisation_id=one.organisation.pk,
            parent_id=time.under.pk,
            valid_from=time.since,
            known_since=at,
            decision=time.decision,
        )


def _kind(one: Loaded, at: datetime) -> OrganisationKind:
    return OrganisationKind(
        organisation_id=one.organisation.pk,
        type=one.organisation.type,
        valid_from=one.organisation.founded_on,
        known_since=at,
        decision=one.row.names[0].decision,
    )


def _statuses(one: Loaded, at: datetime) -> Iterator[OrganisationStatus]:
    row, organisation = one.row, one.organisation
    opened = (OrganisationStatus.Status.OPEN, organisation.founded_on, row.names[0].decision)
    closed = (OrganisationStatus.Status.CLOSED, organisation.closed_on, row.closing_decision)
    for status, day, decision in (opened, closed):
        if day is not None and not (status == "open" and day == organisation.closed_on):
            yield OrganisationStatus(
                organisation_id=organisation.pk, status=status, valid_from=day, known_since=at, decision=decision
            )
