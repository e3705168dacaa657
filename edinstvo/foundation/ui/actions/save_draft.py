"""Keep what somebody has typed so far."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Draft

# A form of the house is a few kilobytes; more than this is no form.
MOST_CHARACTERS = 64 * 1024


class DraftTooLarge(Exception):
    """More text than any form here has room for."""


def save_draft(*, actor: Actor, form: str, subject: str, data: Mapping[str, Sequence[str]], at: datetime) -> Draft:
    """Write the actor's draft over the one before; raises DraftTooLarge."""
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > MOST_CHARACTERS:
        raise DraftTooLarge
    draft, _ = Draft.objects.update_or_create(
        user_id=actor.user_id,
        form=form,
        subject=subject,
        defaults={"data": {name: list(values) for name, values in data.items()}, "saved_at": at},
    )
    return draft
