"""Ask for a large reorganisation, or for taking one back, in the background."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.organisations.actions.large_act import start_large_act
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.merge_organisation import merge_organisation
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation

MERGING, SPLITTING, UNDOING = "reorganisations.merge", "reorganisations.split", "reorganisations.undo"


def request_merge(
    *,
    actor: Actor,
    kind: Kind,
    source: Organisation,
    target: Organisation,
    on: date,
    decision: str,
    expected_version: int,
    at: datetime,
    sign: str,
) -> Work:
    """The work that does it (`start_large_act`). Raises at once what `merge_organisation` raises before it carries."""
    trial = partial(
        merge_organisation,
        actor=actor,
        kind=kind,
        source=source,
        target=target,
        on=on,
        decision=decision,
        expected_version=expected_version,
        at=at,
        is_trial=True,
    )
    said = {"kind": kind.value, "target": target.pk, "on": on.isoformat(), "decision": decision}
    return start_large_act(
        actor=actor,
        kind=MERGING,
        title=gettext_noop("Reorganisation: %(name)s"),
        organisation=source,
        others=[target.pk],
        said={**said, "expected_version": expected_version},
        sign=sign,
        trial=trial,
        at=at,
    )


def request_split(
    *,
    actor: Actor,
    source: Organisation,
    name: str,
    short_name: str,
    stay_ids: Collection[int],
    on: date,
    decision: str,
    at: datetime,
    sign: str,
) -> Work:
    """The same of splitting. Raises at once what `split_organisation` raises before it carries."""
    trial = partial(
        split_organisation,
        actor=actor,
        source=source,
        name=name,
        short_name=short_name,
        stay_ids=stay_ids,
        on=on,
        decision=decision,
        at=at,
        is_trial=True,
        is_large=True,
    )
    said = {"name": name, "short_name": short_name, "on": on.isoformat(), "decision": decision}
    return start_large_act(
        actor=actor,
        kind=SPLITTING,
        title=gettext_noop("Splitting off from “%(name)s”"),
        organisation=source,
        others=[],
        said={**said, "stays": sorted(stay_ids)},
        sign=sign,
        trial=trial,
        at=at,
    )


def request_undo(*, actor: Actor, act: Reorganisation, reason: str, at: datetime, sign: str) -> Work:
    """The same of taking one back."""
    trial = partial(undo_reorganisation, actor=actor, reorganisation_id=act.pk, reason=reason, at=at, is_trial=True)
    return start_large_act(
        actor=actor,
        kind=UNDOING,
        title=gettext_noop("Taking the reorganisation back: %(name)s"),
        organisation=act.source,
        others=[act.target_id],
        said={"reorganisation": act.pk, "reason": reason},
        sign=sign,
        trial=trial,
        at=at,
    )
