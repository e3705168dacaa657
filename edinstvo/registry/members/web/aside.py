"""Cards put aside: kept as drafts of whoever types, until they are taken up again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.actions.discard_draft import discard_draft
from edinstvo.foundation.ui.actions.save_draft import save_draft
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.late import MACHINE_FIELDS
from edinstvo.foundation.ui.models import Draft
from edinstvo.foundation.ui.queries import drafts_of
from edinstvo.registry.organisations.models import Organisation

FORM = "members-card-aside"
_NOT_OF_THE_CARD = MACHINE_FIELDS | {"aside", "is_another", "asked", "card", "organisation"}
_SHOWN = 50


def put_aside(request: Request, place: Organisation, sent: QueryDict, *, at: datetime) -> None:
    """Keep what was typed; whoever puts the same card aside again writes over it."""
    data = {name: values for name, values in sent.lists() if name not in _NOT_OF_THE_CARD}
    if any(value.strip() for name in ("last_name", "first_name") for value in data.get(name, [])):
        save_draft(actor=request.actor, form=FORM, subject=f"{place.inpo}-{at:%Y%m%d%H%M%S%f}", data=data, at=at)


def aside_of(request: Request, place: Organisation) -> list[tuple[Draft, str]]:
    """(card, the name on it) of those put aside for this place, the oldest first."""
    drafts = drafts_of(form=FORM, begins=f"{place.inpo}-", seen_by=request.actor)[:_SHOWN]
    return [(draft, _name_on(draft.initial)) for draft in drafts]


def card_aside(request: Request, place: Organisation, number: str) -> Draft | None:
    """The card put aside with this id; None where the actor has no such."""
    if (id_ := id_typed(number)) is None:
        return None
    return drafts_of(form=FORM, begins=f"{place.inpo}-", seen_by=request.actor).filter(pk=id_).first()


def drop_card(request: Request, card: Draft | None) -> None:
    """It lies aside no more."""
    if card is not None:
        discard_draft(actor=request.actor, form=FORM, subject=card.subject)


def _name_on(typed: Mapping[str, Any]) -> str:
    return " ".join(str(typed[name]) for name in ("last_name", "first_name", "middle_name") if typed.get(name))
