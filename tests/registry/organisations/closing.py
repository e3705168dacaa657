"""Closing and reopening in one line each, for tests."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.reopen_organisation import reopen_organisation
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR


def closed(
    organisation: Organisation, *, on: date, at: datetime = NOW, actor: Actor = OPERATOR, version: int | None = None
) -> Organisation:
    """Close it, as somebody does who has just opened its page."""
    expected = Organisation.objects.get(pk=organisation.pk).version if version is None else version
    return close_organisation(
        actor=actor, organisation=organisation, on=on, at=at, decision="№ 1", expected_version=expected
    )


def reopened(
    organisation: Organisation, *, at: datetime = NOW, actor: Actor = OPERATOR, version: int | None = None
) -> Organisation:
    """Take its closing back."""
    expected = Organisation.objects.get(pk=organisation.pk).version if version is None else version
    return reopen_organisation(
        actor=actor, organisation=organisation, at=at, reason="Внесено по ошибке", expected_version=expected
    )
