"""Keep what somebody has typed so far."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import LONGEST_NAME, Draft

# A form of the house is a few kilobytes; more than this is no form.
MOST_CHARACTERS = 64 * 1024


class NoSuchForm(Exception):
    """No form is called that: the name is longer than any."""


class DraftTooLarge(Exception):
    """More text than any form here has room for."""


def save_draft(*, actor: Actor, form: str, subject: str, data: Mapping[str, Sequence[str]], at: datetime) -> Draft:
    """Write the actor's draft over the one before; raises DraftTooLarge, NoSuchForm."""
    if max(len(form), len(subject)) > LONGEST_NAME:
        raise NoSuchForm
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > MOST_CHARACTERS:
        raise DraftTooLarge
    draft, _ = Draft.objects.update_or_create(
        user_id=actor.user_id,
        form=form,
        subject=subject,
        defaults={
            "data": {_kept(name): [_kept(value) for value in values] for name, values in data.items()},
            "saved_at": at,
        },
    )
    return draft


def _kept(text: str) -> str:
    """The text without the one sign that no text in a database holds; no keyboard writes it."""
    return text.replace("\0", "")
