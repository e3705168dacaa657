"""Drafts as a page uses them: fill the form with one, show that it did, forget it when the form is sent."""

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.actions.discard_draft import discard_draft
from edinstvo.foundation.ui.models import Draft
from edinstvo.foundation.ui.queries import draft_of


def draft_for(request: Request, form: str, subject: str | int) -> Draft | None:
    """What the person at the door has typed into this form before, or None. `Form(initial=draft.initial)` shows it."""
    return draft_of(form=form, subject=str(subject), seen_by=request.actor)


def draft_done(request: Request, form: str, subject: str | int) -> None:
    """The form was sent and taken: its draft is no longer wanted. Call it in the request that saved."""
    discard_draft(actor=request.actor, form=form, subject=str(subject))
