"""Forget a draft: its form was sent, or is not wanted."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Draft


def discard_draft(*, actor: Actor, form: str, subject: str) -> None:
    """Delete the actor's own draft, if there is one."""
    if actor.user_id is not None:
        Draft.objects.filter(user_id=actor.user_id, form=form, subject=subject).delete()
